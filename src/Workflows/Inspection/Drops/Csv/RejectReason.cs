namespace Workflows.Inspection.Drops.Csv;

/// <summary>Why a row is rejected: a stable code and a sentence in both languages.</summary>
internal static class RejectReason
{
    /// <summary>Quotation marks that are not closed, or not at the edges of a field.</summary>
    public const string Quote = "malformed-quotes: 引号不成对或位置不对 / quotation marks unbalanced or misplaced";

    /// <summary>Bytes that are not UTF-8 text.</summary>
    public const string Encoding = "not-utf8: 不是有效的 UTF-8 文本 / not valid UTF-8 text";

    /// <summary>A row of more than 1 MiB.</summary>
    public const string TooLong = "row-too-long: 行超过 1 MiB / the row is longer than 1 MiB";

    /// <summary>A required value is empty.</summary>
    public const string Empty = "empty: 必填项为空 / a required value is empty";

    /// <summary>Not a day.</summary>
    public const string Date = "not-a-date: 不是 YYYY-MM-DD 格式的日期 / not a day as YYYY-MM-DD";

    /// <summary>Not a month.</summary>
    public const string Period = "not-a-period: 不是 YYYY-MM 格式的月份 / not a month as YYYY-MM";

    /// <summary>Not an instant with offset.</summary>
    public const string Instant = "not-an-instant: 不是带时区的 ISO 8601 时间 / not an ISO 8601 instant with offset";

    /// <summary>Not a finite decimal.</summary>
    public const string Number = "not-a-number: 不是数字 / not a decimal number";

    /// <summary>A number that must not be negative.</summary>
    public const string Negative = "negative: 不能为负数 / must not be negative";

    /// <summary>A number outside its range.</summary>
    public const string Range = "out-of-range: 超出允许范围 / out of range";

    /// <summary>A value outside the list of allowed ones.</summary>
    public const string Value = "unknown-value: 不是允许的取值 / not one of the allowed values";

    /// <summary>A number of fields other than the header's.</summary>
    public static string FieldCount(int expected, int found) => $"field-count: 应有 {expected} 列，实有 {found} 列 / {expected} fields expected, {found} found";

    /// <summary>A reference to something that does not exist.</summary>
    public static string Unknown(string table) => table switch
    {
        "areas" => "unknown-area: 台区档案中没有该台区 / no such area in areas",
        _ => "unknown-customer: 客户档案中没有该客户 / no such customer in customers",
    };
}
