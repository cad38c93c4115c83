using System.Globalization;
using System.Text;

namespace Workflows.Inspection.Tests.Support;

/// <summary>A small drop that a test writes by hand: one area <c>A1</c> with customers <c>C1</c> and <c>C2</c> unless it says otherwise.</summary>
public sealed class TinyDrop(string folder)
{
    public string Folder { get; } = Directory.CreateDirectory(folder).FullName;

    /// <summary>Area and customers, and nothing else.</summary>
    public TinyDrop WithArchives() => this
        .With("areas.csv", "area_no,name,station_code\nA1,槐荫1#台区,S11\n")
        .With("customers.csv", "customer_no,name,area_no,category,status\nC1,王伟,A1,residential,active\nC2,李芳,A1,residential,active\n");

    public TinyDrop With(string file, string text) => With(file, new UTF8Encoding(false).GetBytes(text));

    public TinyDrop With(string file, byte[] bytes)
    {
        File.WriteAllBytes(Path.Combine(Folder, file), bytes);
        return this;
    }

    public TinyDrop Without(string file)
    {
        File.Delete(Path.Combine(Folder, file));
        return this;
    }

    /// <summary>Readings of every customer for so many days from 2026-03-01.</summary>
    public static string Readings(int days, params (string Customer, Func<int, double?> Kwh)[] customers)
    {
        var text = new StringBuilder("date,customer_no,kwh\n");
        foreach (var (customer, kwh) in customers)
        {
            for (var day = 0; day < days; day++)
            {
                text.Append(CultureInfo.InvariantCulture, $"{Day(day)},{customer},{kwh(day)}\n");
            }
        }

        return text.ToString();
    }

    /// <summary>Supply of an area for so many days from 2026-03-01.</summary>
    public static string Supply(int days, string area, Func<int, double?> kwh) =>
        "date,area_no,supply_kwh\n" + string.Concat(Enumerable.Range(0, days).Select(d => string.Create(CultureInfo.InvariantCulture, $"{Day(d)},{area},{kwh(d)}\n")));

    public static string Day(int day) => new DateOnly(2026, 3, 1).AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
