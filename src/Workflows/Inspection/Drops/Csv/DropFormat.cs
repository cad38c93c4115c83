using System.Collections.Immutable;

namespace Workflows.Inspection.Drops.Csv;

/// <summary>The files of the import format, in the order in which they must be read: what is referred to comes first.</summary>
internal static class DropFormat
{
    /// <summary>Name of the file with the daily energy, by far the largest.</summary>
    public const string Energy = "customer_energy_daily";

    /// <summary>Name of the list that another system keeps, with headers of its own.</summary>
    public const string OfflineList = "offline_list";

    private static readonly (string, string) s_area = ("areas", "area_no");
    private static readonly (string, string) s_customer = ("customers", "customer_no");

    /// <summary>All files but the offline list, in reading order.</summary>
    public static ImmutableArray<DropFile> Files { get; } =
    [
        new("org_units", "org_units", ["code"],
        [
            Key("code"), Key("name"), Key("tier") with { Values = ["prefecture", "county", "station"] }, Text("parent_code"), Number("customers_base", ColumnType.Count),
        ]),
        new("areas", "areas", ["area_no"],
        [
            Key("area_no"), Key("name"), Key("station_code"), Text("feeder_no"), Number("capacity_kva", ColumnType.Amount), Text("manager"),
            Number("lon", ColumnType.Degrees), Number("lat", ColumnType.Degrees), Number("loss_target_pct"), Number("ct_ratio", ColumnType.Amount),
        ]),
        new("customers", "customers", ["customer_no"],
        [
            Key("customer_no"), Key("name"), Key("area_no") with { Reference = s_area }, Text("meter_no"), Text("category"), Text("tariff_code"),
            Number("contracted_kva", ColumnType.Amount), Number("phases", ColumnType.Amount), Number("ct_ratio", ColumnType.Amount), Number("pt_ratio", ColumnType.Amount),
            Text("status") with { Values = ["active", "suspended", "closed"] }, Number("pv_kwp", ColumnType.Amount), Number("lon", ColumnType.Degrees), Number("lat", ColumnType.Degrees),
        ]),
        Archive("archive_acquisition"),
        Archive("archive_pms"),
        new("area_supply_daily", "area_supply_daily", ["date", "area_no"],
        [
            Key("date", ColumnType.Date), Key("area_no") with { Reference = s_area }, new("supply_kwh", ColumnType.Decimal, Required: true), Number("pv_kwh"),
        ]),
        new(Energy, Energy, ["date", "customer_no"],
        [
            Key("date", ColumnType.Date), Key("customer_no") with { Reference = s_customer }, new("kwh", ColumnType.Amount, Required: true),
        ]),
        new("meter_events", "meter_events", ["at", "customer_no", "code"],
        [
            Key("at", ColumnType.Instant), Key("customer_no") with { Reference = s_customer }, Key("code"), Text("detail"),
        ]),
        new("bills", "bills", ["period", "customer_no"],
        [
            Key("period", ColumnType.Period), Key("customer_no") with { Reference = s_customer }, new("kwh", ColumnType.Decimal, Required: true), Number("amount_yuan"),
            Text("read_type") with { Values = ["actual", "estimated"] }, Number("arrears_yuan"), Number("peak_kwh"), Number("valley_kwh"),
        ]),
        new("complaints", "complaints", ["at", "customer_no", "text"],
        [
            Key("at", ColumnType.Instant), Key("customer_no") with { Reference = s_customer }, Key("text"),
        ]),
        new("suspected_issues", "suspected_issues", ["source", "customer_no", "content", "theme"],
        [
            Key("source"), Key("customer_no"), Key("customer_name"), Key("content"), Text("theme"), new("found_at", ColumnType.Instant),
        ]),
    ];

    private static DropColumn Key(string name, ColumnType type = ColumnType.Text) => new(name, type, Required: true, MayBeEmpty: false);

    private static DropColumn Text(string name) => new(name, ColumnType.Text);

    private static DropColumn Number(string name, ColumnType type = ColumnType.Decimal) => new(name, type);

    private static DropFile Archive(string name) => new(name, name, ["customer_no"],
    [
        Key("customer_no"), Text("meter_no"), Text("area_no"), Number("ct_ratio"), Number("pt_ratio"), Text("tariff_code"), Text("status"),
    ]);
}
