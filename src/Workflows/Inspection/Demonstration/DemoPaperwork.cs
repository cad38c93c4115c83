using System.Globalization;

namespace Workflows.Inspection.Demonstration;

/// <summary>What other systems know of an area's customers: archives, alarms, bills, complaints, and problems found by people.</summary>
internal sealed class DemoPaperwork(DemonstrationOptions options, DemoArea area, DemoFiles files)
{
    private readonly Random _chance = new(unchecked((options.Seed * 31) + area.Index));

    /// <summary>Writes everything about the area but its readings.</summary>
    public void Write()
    {
        PlantAlarms();
        WriteArchives();
        foreach (var customer in area.Customers)
        {
            files.Row("customers", customer.No, customer.Name, DemoArea.AreaNo(customer.BookedArea), customer.MeterNo, customer.Category, customer.Tariff, customer.Kva, customer.Phases, customer.CtRatio, 1, customer.Status, customer.PvKwp == 0 ? null : customer.PvKwp, Lon(), Lat());
            WriteBills(customer);
            WriteHabitualAlarms(customer);
        }

        foreach (var thief in area.Planted.Where(p => p.Theme == "LL-05").ToArray())
        {
            WriteHints(thief);
        }
    }

    private void PlantAlarms()
    {
        switch (area.Index % 6)
        {
            case 0:
                Alarms("M-01", "00100", 4, "A相失压");
                break;
            case 1:
                Alarms("M-02", area.Index % 12 == 1 ? "00102" : "00112", 5, null);
                break;
            case 2:
                Alarms("M-03", "00105", 3, "反向有功 4.2 kWh");
                break;
            case 3:
                Alarms("M-04", area.Index % 12 == 3 ? "00103" : "00104", 2, null);
                break;
            case 4:
                Alarms("M-05", area.Index % 12 == 4 ? "00109" : "0010E", 1, null);
                break;
        }

        if (area.Index % 15 == 8)
        {
            // A power cut: all meters of the area report lost voltage on one day.
            var day = _chance.Next(options.Days);
            foreach (var customer in area.Customers)
            {
                Event(customer, day, "00100", "停电");
            }
        }

        if (area.Index % 8 == 6 && area.Take() is { } serviced)
        {
            Event(serviced, _chance.Next(options.Days), "00109", "工单 HB2026-118 换表");
        }
    }

    private void Alarms(string theme, string code, int days, string? detail)
    {
        if (area.Take(c => c.Status == "active") is not { } customer)
        {
            return;
        }

        var from = _chance.Next(options.Days / 3, options.Days - days);
        for (var day = from; day < from + days; day++)
        {
            Event(customer, day, code, detail);
        }

        area.Planted.Add(area.Customer(customer, theme, from, $"告警 {code}"));
    }

    private void WriteArchives()
    {
        var wrong = area.Index % 5 == 2 ? area.Take() : null;
        var ratio = area.Index % 6 == 5 ? area.Take(c => c.CtRatio > 1) ?? area.Take() : null;
        foreach (var customer in area.Customers)
        {
            var areaNo = DemoArea.AreaNo(customer.BookedArea);
            var kind = area.Index / 5 % 3;
            files.Row("archive_acquisition", customer.No,
                customer == wrong && kind == 0 ? customer.MeterNo[..^4] + "9999" : customer.MeterNo,
                customer == wrong && kind == 1 ? DemoArea.AreaNo(customer.BookedArea == 0 ? 1 : customer.BookedArea - 1) : areaNo,
                customer == ratio ? customer.CtRatio * 2 : customer.CtRatio, 1, customer.Tariff,
                _chance.NextDouble() < 0.02 ? null : customer.Status);
            files.Row("archive_pms", customer.No, customer.MeterNo, areaNo, customer.CtRatio, 1,
                customer == wrong && kind == 2 ? "SY09" : customer.Tariff, customer.Status);
        }

        if (wrong is not null)
        {
            area.Planted.Add(area.Customer(wrong, "D-01", 0, "三套系统档案不一致"));
        }

        if (ratio is not null)
        {
            area.Planted.Add(area.Customer(ratio, "M-06", 0, "采集系统倍率与营销档案不符"));
        }
    }

    private void WriteBills(DemoCustomer customer)
    {
        var month = new DateOnly(options.FirstDay.Year, options.FirstDay.Month, 1).AddMonths(-2);
        for (; month.AddMonths(1) <= options.LastDay; month = month.AddMonths(1))
        {
            var kwh = 0.0;
            for (var day = month; day < month.AddMonths(1); day = day.AddDays(1))
            {
                var index = day.DayNumber - options.FirstDay.DayNumber;
                kwh += index < 0 ? customer.IsSteady ? customer.Level : customer.Level * 0.1 : double.IsNaN(customer.Metered[index]) ? customer.Level : customer.Metered[index];
            }

            var arrears = _chance.NextDouble() < 0.02 ? Math.Round(kwh * 0.57, 2) : 0;
            files.Row("bills", month.ToString("yyyy-MM", CultureInfo.InvariantCulture), customer.No, Math.Round(kwh), Math.Round(kwh * 0.57, 2), _chance.NextDouble() < 0.03 ? "estimated" : "actual", arrears, null, null);
        }
    }

    // Meters with generation behind them report reverse energy every day, and are right.
    private void WriteHabitualAlarms(DemoCustomer customer)
    {
        if (customer.PvKwp > 0)
        {
            for (var day = 0; day < options.Days; day += 3)
            {
                Event(customer, day, "00105", "反向有功 12.0 kWh");
            }
        }

        if (_chance.NextDouble() < 0.002)
        {
            files.Row("complaints", At(_chance.Next(options.Days)), customer.No, "客户反映电压不稳，照明灯闪烁");
        }
    }

    private void WriteHints(Planted thief)
    {
        var customer = area.Customers.Single(c => c.No == thief.Subject);
        var from = thief.From!.Value.DayNumber - options.FirstDay.DayNumber;
        switch (_chance.Next(4))
        {
            case 0:
                Event(customer, from, "00109", null);
                break;
            case 1:
                files.Row("complaints", At(Math.Min(options.Days - 1, from + 9)), customer.No, "群众举报该户私自接线，疑似窃电");
                break;
            case 2:
                files.Row("suspected_issues", "运营监控", customer.No, customer.Name, "用电量骤降，与经营情况不符", null, At(Math.Min(options.Days - 1, from + 15)));
                break;
        }
    }

    private void Event(DemoCustomer customer, int day, string code, string? detail) => files.Row("meter_events", At(day), customer.No, code, detail);

    private string At(int day) =>
        options.FirstDay.AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + string.Create(CultureInfo.InvariantCulture, $"T{_chance.Next(24):D2}:{_chance.Next(60):D2}:00+08:00");

    private double Lon() => Math.Round(113.6 + (0.012 * (area.Index % 60)) + (0.004 * _chance.NextDouble()), 6);

    private double Lat() => Math.Round(30.6 + (0.01 * (area.Index % 37)) + (0.004 * _chance.NextDouble()), 6);
}
