namespace Designer.Editing.Forms;

/// <summary>Which field of a form: its key, and for a column the key of its table.</summary>
/// <param name="Key">The field's key.</param>
/// <param name="Table">The table that it is a column of; <see langword="null"/> for a field of the form.</param>
public sealed record FieldName(string Key, string? Table = null)
{
    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static FieldName Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split('.', 2) is [var table, var key] ? new FieldName(key, table) : new FieldName(text);
    }

    /// <summary><c>key</c>, or <c>table.key</c>.</summary>
    public override string ToString() => Table is null ? Key : $"{Table}.{Key}";
}

/// <summary>Where fields stand: in the form itself, in a section, or as the columns of a table.</summary>
/// <param name="Owner">Key of the section or table; <see langword="null"/> = the form itself.</param>
public sealed record FieldHome(string? Owner)
{
    /// <summary>The form itself.</summary>
    public static FieldHome Form { get; } = new((string?)null);
}
