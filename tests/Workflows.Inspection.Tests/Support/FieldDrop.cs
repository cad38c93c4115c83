using System.Globalization;
using System.Text;
using Workflows.Inspection.Demonstration;

namespace Workflows.Inspection.Tests.Support;

/// <summary>
/// A prefecture made quite differently from the demonstration, so that rules are not only good at the generator they grew up with: thefts are
/// rare (0.6 %) and often small, a sixth of the homes are empty, homes react to the weather each in its own way, technical loss grows with the
/// load, and each fault has harmless look-alikes. What was planted is returned and never part of the drop.
/// </summary>
internal sealed class FieldDrop(int areas, int customersPerArea, int days, int seed = 1)
{
    private static readonly DateOnly s_lastDay = new(2026, 5, 31);

    private readonly Random _chance = new(seed);
    private readonly List<Planted> _planted = [];
    private readonly Dictionary<string, StringBuilder> _files = [];
    private readonly DateOnly _first = s_lastDay.AddDays(1 - days);
    private readonly double[] _cold = new double[days];
    private readonly double[][] _supply = new double[areas][];
    private readonly double[][] _feedIn = new double[areas][];
    private readonly int[] _kindOfArea = new int[areas];

    /// <summary>Writes the drop and tells what is in it.</summary>
    public IReadOnlyList<Planted> Write(string folder)
    {
        Directory.CreateDirectory(folder);
        Header("areas", "area_no,name,station_code,feeder_no,capacity_kva,loss_target_pct");
        Header("customers", "customer_no,name,area_no,meter_no,category,tariff_code,contracted_kva,phases,ct_ratio,pt_ratio,status,pv_kwp,pf_standard,agreed_demand_kw,applied_on,connected_on,limit_days");
        Header("archive_acquisition", "customer_no,meter_no,area_no,ct_ratio,pt_ratio,tariff_code,status");
        Header("archive_pms", "customer_no,meter_no,area_no,ct_ratio,pt_ratio,tariff_code,status");
        Header("customer_energy_daily", "date,customer_no,kwh");
        Header("area_supply_daily", "date,area_no,supply_kwh,pv_kwh");
        Header("meter_events", "at,customer_no,code,detail");
        Header("bills", "period,customer_no,kwh,amount_yuan,read_type,arrears_yuan,peak_kwh,valley_kwh,demand_kw,excess_demand_yuan");
        Header("complaints", "at,customer_no,text");
        Weather();
        for (var area = 0; area < areas; area++)
        {
            (_supply[area], _feedIn[area]) = (new double[days], new double[days]);
            _kindOfArea[area] = _chance.NextDouble() switch { < 0.015 => 1, < 0.025 => 2, < 0.035 => 3, < 0.04 => 4, _ => 0 };
        }

        for (var area = 0; area < areas; area++)
        {
            Customers(area);
        }

        for (var area = 0; area < areas; area++)
        {
            Balance(area);
        }

        foreach (var (name, text) in _files)
        {
            File.WriteAllText(Path.Combine(folder, name + ".csv"), text.ToString());
        }

        return _planted;
    }

    private void Weather()
    {
        var drift = 0.0;
        for (var day = 0; day < days; day++)
        {
            drift = (0.8 * drift) + (0.12 * Gauss());
            _cold[day] = (0.5 * Math.Cos(2 * Math.PI * (_first.AddDays(day).DayOfYear - 20) / 365)) + drift;
        }
    }

    private void Customers(int area)
    {
        // Every eighteenth area feeds some homes that are booked in its neighbour on the same feeder.
        var lent = area % 18 == 7 && area + 1 < areas && _kindOfArea[area] == 0 && _kindOfArea[area + 1] == 0 ? 3 + _chance.Next(8) : 0;
        if (lent > 0)
        {
            Plant("area-pair", $"{Area(area)}|{Area(area + 1)}", "LL-04");
        }

        for (var i = 0; i < customersPerArea; i++)
        {
            new House(this, area, i).Write(lent > 0 && i % (customersPerArea / lent) == 0 && i / (customersPerArea / lent) < lent ? area + 1 : area);
        }
    }

    private void Balance(int area)
    {
        var rate = 0.012 + (0.02 * _chance.NextDouble());
        var slope = 0.01 + (0.01 * _chance.NextDouble());
        var mean = _supply[area].Average();
        var kind = _kindOfArea[area];
        Row("areas", Area(area), $"{area}号台区", $"S{area % 40 + 1:D2}", $"F{area / 6}", 400, area % 3 == 0 ? Round(100 * rate + 2) : null);
        if (kind is 1 or 2 or 3 or 4)
        {
            Plant("area", Area(area), kind switch { 1 => "LL-02", 2 => "LL-01", 3 => "LL-03", _ => "G-01" });
        }

        for (var day = 0; day < days; day++)
        {
            var used = _supply[area][day];
            var into = (used / (1 - rate - (slope * ((used / mean) - 1)))) * (1 + (0.006 * Gauss()));
            into = kind switch
            {
                1 => into * 0.88,
                2 => into + (0.12 * mean),
                3 => into * (1 + (_chance.NextDouble() < 0.4 ? 0.2 * Gauss() : 0)),
                _ => into,
            };
            var feedIn = kind == 4 ? 30 + (20 * _chance.NextDouble()) : _feedIn[area][day];
            Row("area_supply_daily", Date(day), Area(area), _chance.NextDouble() < 0.004 ? null : Round(into - feedIn), feedIn > 0 ? Round(feedIn) : null);
        }
    }

    private void Plant(string kind, string subject, string theme) => _planted.Add(new Planted(kind, subject, theme, subject, null, theme));

    private void Header(string file, string header) => _files[file] = new StringBuilder(header).Append('\n');

    private void Row(string file, params ReadOnlySpan<object?> values)
    {
        var text = _files[file];
        for (var i = 0; i < values.Length; i++)
        {
            text.Append(i == 0 ? string.Empty : ",").Append(Convert.ToString(values[i], CultureInfo.InvariantCulture));
        }

        text.Append('\n');
    }

    private void Alarm(string customer, int day, string code, string? detail = null) => Row("meter_events", $"{Date(day)}T08:30:00+08:00", customer, code, detail);

    private string Date(int day) => _first.AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private double Gauss() => Math.Sqrt(-2 * Math.Log(1 - _chance.NextDouble())) * Math.Cos(2 * Math.PI * _chance.NextDouble());

    private static double Round(double value) => Math.Round(value, 2);

    private static string Area(int area) => string.Create(CultureInfo.InvariantCulture, $"T{area:D5}");

    /// <summary>One customer: what it is, what happens to it, what its meter says.</summary>
    private sealed class House(FieldDrop drop, int booked, int index)
    {
        private readonly Random _chance = drop._chance;
        private readonly string _no = string.Create(CultureInfo.InvariantCulture, $"{6_000_000_000 + ((long)booked * 1000) + index}");
        private readonly double[] _used = new double[drop._cold.Length];
        private readonly double[] _metered = new double[drop._cold.Length];
        private string _category = "residential";
        private string _status = "active";
        private double _level;
        private double _kva = 8;
        private double _pv;
        private bool _isHome;
        private bool _isVacant;
        private string? _fate;

        private int Days => _used.Length;

        /// <summary>Writes it; another area than the booked one may feed it.</summary>
        public void Write(int fedBy)
        {
            Character();
            Live();
            Happen(fedBy != booked);
            for (var day = 0; day < Days; day++)
            {
                drop._supply[fedBy][day] += _used[day];
                var sun = _pv * (0.5 + (2.5 * _chance.NextDouble()));
                drop._feedIn[booked][day] += sun;
            }

            Papers();
            var silentFrom = _fate == "M-08" ? Days - 5 - _chance.Next(10) : Days;
            for (var day = 0; day < silentFrom; day++)
            {
                if (_chance.NextDouble() > 0.01)
                {
                    drop.Row("customer_energy_daily", drop.Date(day), _no, Round(_metered[day]));
                }
            }
        }

        private void Character()
        {
            (_category, var median, var spread) = _chance.NextDouble() switch
            {
                < 0.85 => ("residential", 6.5, 0.55),
                < 0.94 => ("commercial", 26.0, 0.7),
                < 0.97 => ("agricultural", 8.0, 0.6),
                < 0.985 => ("public", 22.0, 0.5),
                _ => ("industrial", 160.0, 0.6),
            };
            _isHome = _category == "residential";
            _level = median * Math.Exp(spread * drop.Gauss());
            _kva = _isHome ? 8 : Math.Ceiling(Math.Max(10, _level / (_category == "industrial" ? 1.6 : 3.5)) / 5) * 5;
            _pv = _chance.NextDouble() < 0.015 ? 3 + _chance.Next(20) : 0;
            _status = _chance.NextDouble() < 0.01 ? "suspended" : "active";
        }

        private void Live()
        {
            var (warmth, drift) = (Math.Max(0, 0.25 + (0.2 * drop.Gauss())), 0.0);
            var draw = _chance.NextDouble();
            var change = Days / 5 + _chance.Next(Days * 3 / 5);
            var (before, after) = !_isHome ? (1.0, 1.0) : draw switch
            {
                < 0.11 => (0.0, 0.0),
                < 0.14 => (1.0, 0.0),
                < 0.16 => (0.0, 1.0),
                < 0.21 => (1.0, 0.4 + (0.4 * _chance.NextDouble())),
                < 0.23 => (1.0, 1.3 + (0.6 * _chance.NextDouble())),
                _ => (1.0, 1.0),
            };
            var comesAtWeekends = _isHome && draw is >= 0.23 and < 0.27;
            _isVacant = before * after < 0.3 || comesAtWeekends || _status != "active";
            for (var day = 0; day < Days; day++)
            {
                drift = (0.85 * drift) + (0.1 * drop.Gauss());
                var weekend = drop._first.AddDays(day).DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
                var here = _status != "active" ? 0 : comesAtWeekends && !weekend ? 0.02 : day < change ? before : after;
                var rhythm = weekend ? (_isHome ? 1.06 : _category == "industrial" ? 0.7 : 0.97) : 1;
                _used[day] = here == 0 ? (_chance.NextDouble() < 0.9 || _status != "active" ? 0 : 0.1 * _chance.NextDouble())
                    : Math.Round(_level * here * rhythm * Math.Exp((warmth * drop._cold[day]) + drift + (0.22 * drop.Gauss())), 2);
            }

            _used.CopyTo(_metered, 0);
        }

        // At most one thing happens to a customer; those fed by another area keep to that.
        private void Happen(bool isLent)
        {
            if (isLent || drop._kindOfArea[booked] != 0)
            {
                return;
            }

            if (_status == "suspended")
            {
                if (_chance.NextDouble() < 0.25)
                {
                    Do("Q-06", () => { for (var day = 0; day < Days; day++) { _metered[day] = _used[day] = Math.Round(_level * 0.6 * Math.Exp(0.2 * drop.Gauss()), 2); } });
                }

                return;
            }

            if (!_isHome && _chance.NextDouble() < 0.02)
            {
                Grow();
                return;
            }

            var draw = _chance.NextDouble();
            if (draw < 0.006)
            {
                if (!_isVacant && _level > 3)
                {
                    Steal();
                }
            }
            else if (draw < 0.0085)
            {
                Fault("M-01", "00100", 1 + _chance.Next(5));
            }
            else if (draw < 0.0095)
            {
                Fault("M-02", _chance.Next(2) == 0 ? "00102" : "00112", 2 + _chance.Next(5));
            }
            else if (draw < 0.0105 && _pv == 0)
            {
                Fault("M-03", "00106", 2 + _chance.Next(4));
            }
            else if (draw < 0.0115)
            {
                Fault("M-04", "00103", 1 + _chance.Next(4));
            }
            else if (draw < 0.0125)
            {
                Fault("M-05", "0010E", 1);
            }
            else if (draw < 0.0135)
            {
                Fault("M-07", "00108", 2 + _chance.Next(4));
            }
            else if (draw < 0.0145 && !_isVacant)
            {
                Do("M-08", () => { });
            }
            else if (draw < 0.0155 && !_isHome && _kva < 100)
            {
                // Far beyond the contract: added load, or a wrong multiplier.
                Do("Q-08", () => { for (var day = 0; day < Days; day++) { _metered[day] = _used[day] = Math.Round(27 * _kva * Math.Exp(0.05 * drop.Gauss()), 2); } });
            }
            else if (draw < 0.0163 && _isHome && !_isVacant)
            {
                Do("Q-05", () => { for (var day = 0; day < Days; day++) { _metered[day] = _used[day] = Math.Round(110 * Math.Exp(0.3 * drop.Gauss()), 2); } });
            }
            else if (draw < 0.018 && !_isHome)
            {
                Do("Q-01", () => Array.Clear(_metered));
            }
            else if (draw < 0.0185)
            {
                // The meter hangs: the same number is delivered every day.
                Do("Q-04", () => Array.Fill(_metered, Math.Round(_level, 2), Days - 30, 30));
            }
            else if (draw < 0.0205)
            {
                Do("B-01", () => { });
            }
            else if (draw is >= 0.021 and < 0.029)
            {
                Do(draw < 0.0235 ? "D-01" : draw < 0.025 ? "M-06" : draw < 0.0265 ? "P-01" : draw < 0.0275 ? "F-01" : draw < 0.0283 ? "P-02" : "D-02", () => { });
            }
        }

        // A business that has outgrown its contract, or whose charges do not follow from it.
        private void Grow()
        {
            if (_kva > 100)
            {
                Do(_chance.Next(2) == 0 ? "P-03" : "P-04", () => { });
            }
            else
            {
                Do("Q-03", () => { for (var day = Days - 40; day < Days; day++) { _metered[day] = _used[day] = Math.Round(5 * _used[day], 2); } });
            }
        }

        private void Steal()
        {
            // One in six began before the first reading: there is no step to see.
            var from = _chance.NextDouble() < 0.16 ? 0 : Days / 4 + _chance.Next(Days / 2);
            var share = 0.3 + (0.6 * _chance.NextDouble());
            Do("LL-05", () =>
            {
                for (var day = from; day < Days; day++)
                {
                    _metered[day] = Math.Round(_used[day] * (1 - share), 2);
                }
            });
            if (_chance.NextDouble() < 0.2)
            {
                drop.Alarm(_no, Math.Max(from, 1), "00109");
            }
            else if (_chance.NextDouble() < 0.15)
            {
                drop.Row("complaints", $"{drop.Date(Math.Min(Days - 1, from + 8))}T10:00:00+08:00", _no, "邻居举报该户绕表用电");
            }
        }

        private void Fault(string theme, string code, int length) => Do(theme, () =>
        {
            var from = Days / 3 + _chance.Next(Days / 2);
            for (var day = from; day < from + length; day++)
            {
                drop.Alarm(_no, day, code);
            }
        });

        private void Do(string theme, Action act)
        {
            _fate = theme;
            act();
            drop.Plant("customer", _no, theme);
        }

        private void Papers()
        {
            LookAlikes();
            var tariff = TariffOf(_fate == "P-01" ? (_isHome ? "commercial" : "residential") : _category);
            var area = Area(booked);
            var asked = _fate == "B-01" || (_fate is null && index % 50 == 3) ? drop.Date(10) : null;
            drop.Row("customers", _no, $"客户{_no[^6..]}", area, $"M{_no}", _category, tariff, _kva, _kva > 12 ? 3 : 1, 1, 1, _status, _pv > 0 ? _pv : null,
                _kva <= 100 || _isHome ? null : _fate == "P-03" ? "0" : "0.90", _kva > 100 ? _kva * 0.8 : null, asked, asked is null ? null : drop.Date(10 + (_fate == "B-01" ? 45 : 12)), asked is null ? null : 20);
            var wrong = _fate == "D-01" ? _chance.Next(2) : -1;
            // Systems write the same number in their own way: blanks, case and leading zeros are no difference.
            drop.Row("archive_acquisition", _no, wrong == 0 ? "M1" : _chance.NextDouble() < 0.1 ? $" m{_no}" : $"M{_no}", area, _fate == "M-06" ? 20 : 1, 1, tariff, _status);
            drop.Row("archive_pms", _no, $"M{_no}", wrong == 1 ? Area((booked + 3) % drop._supply.Length) : area, 1, 1, tariff, _chance.NextDouble() < 0.03 ? null : _status);
            if (_fate == "D-02")
            {
                drop.Alarm(_no, Days / 2, "3111");
                drop.Alarm(_no, Days / 2 + 1, "3111");
            }

            Bills(tariff);
        }

        private void LookAlikes()
        {
            if (_fate is not null)
            {
                return;
            }

            var draw = _chance.NextDouble();
            if (draw < 0.01)
            {
                drop.Alarm(_no, _chance.Next(Days), "00109", "工单 换表");
            }
            else if (_pv > 0)
            {
                for (var day = 0; day < Days; day += 4)
                {
                    drop.Alarm(_no, day, "00105", "反向有功 9.5 kWh");
                }
            }

            if (booked % 25 == 11)
            {
                drop.Alarm(_no, Days / 2, "00100", "停电");
                drop.Alarm(_no, Days / 3, "00108");
            }
        }

        private void Bills(string tariff)
        {
            var price = TariffPrice(tariff);
            for (var month = new DateOnly(drop._first.Year, drop._first.Month, 1).AddMonths(1); month.AddMonths(1).AddDays(-1) <= s_lastDay; month = month.AddMonths(1))
            {
                var from = month.DayNumber - drop._first.DayNumber;
                var kwh = Math.Round(_metered[from..Math.Min(Days, from + DateTime.DaysInMonth(month.Year, month.Month))].Sum() * (1 + (0.03 * drop.Gauss())));
                if (_fate == "F-01" && month == new DateOnly(s_lastDay.Year, s_lastDay.Month, 1).AddMonths(-1))
                {
                    kwh += 800 + kwh;
                }

                var estimated = _chance.NextDouble() < 0.02;
                var valley = index % 4 != 0 ? (double?)null : Math.Round(kwh * (0.3 + (0.1 * _chance.NextDouble())));
                var planted = _fate == "P-02" ? Math.Round(kwh * 0.96) : valley;
                drop.Row("bills", month.ToString("yyyy-MM", CultureInfo.InvariantCulture), _no, kwh, Round(kwh * price), estimated ? "estimated" : "actual", 0, planted is null ? null : Math.Round(kwh * 0.02), planted, _kva > 100 ? _kva * (_fate == "P-04" ? 0.95 : 0.7) : null, null);
            }
        }

        private static string TariffOf(string category) => category switch { "residential" => "A1", "commercial" => "B1", "industrial" => "C1", "agricultural" => "D1", _ => "E1" };

        private static double TariffPrice(string tariff) => tariff switch { "A1" => 0.56, "B1" => 0.82, "C1" => 0.71, "D1" => 0.5, _ => 0.6 };
    }
}
