using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Workflows.Core.Forms;

/// <summary>A field of a form: what every kind has. The kinds are the closed family below <see cref="FormField"/>.</summary>
public abstract class FormField
{
    private readonly FieldCommon _common;

    private protected FormField(FieldCommon common) => _common = common;

    /// <summary>Unique in the form; for a column unique in its table.</summary>
    public string Key => _common.Key;

    /// <summary>The kind.</summary>
    public FieldKind Kind => _common.Kind;

    /// <summary>What it is called. For a note its text.</summary>
    public LocalizedText Label => _common.Label;

    /// <summary>A sentence under the input; <see langword="null"/> = none.</summary>
    public LocalizedText? Help => _common.Help;

    /// <summary>Columns of the 12-column grid, 1 to 12.</summary>
    public int Width => _common.Width;

    /// <summary>Whether it is shown. A field that is not has no value.</summary>
    public FormCondition Visible => _common.Visible;

    /// <summary>Whether it must have a value.</summary>
    public FormCondition Required => _common.Required;

    /// <summary>Whether it keeps the value it started with.</summary>
    public FormCondition ReadOnly => _common.ReadOnly;

    /// <summary>What it starts with when the task's data has nothing; <see langword="null"/> = nothing.</summary>
    public JsonNode? Default => _common.Default;

    /// <summary>Computes what it starts with; <see langword="null"/> = <see cref="Default"/>.</summary>
    public FormExpression? DefaultFrom => _common.DefaultFrom;

    /// <summary>Computes the value, always; <see langword="null"/> for a field that is filled in.</summary>
    public FormExpression? Compute => _common.Compute;

    /// <summary>What must hold for the value.</summary>
    public ImmutableArray<FormRule> Rules => _common.Rules;

    /// <summary>Where it stands in the file: <c>fields[3].columns[1]</c>.</summary>
    internal string Path => _common.Path;

    /// <summary>Whether the field has a member in the form's data.</summary>
    public bool HoldsValue => FieldKinds.HoldsValue(Kind);

    /// <summary>Whether the value is a list, so that empty is <c>[]</c>.</summary>
    public bool HoldsList => Kind is FieldKind.Checklist or FieldKind.Table or FieldKind.Photo or FieldKind.File;

    /// <summary>A fresh value of an untouched field: <see langword="null"/>, <c>[]</c> or <c>false</c>.</summary>
    public JsonNode? Empty => HoldsList ? new JsonArray() : Kind == FieldKind.Checkbox ? JsonValue.Create(false) : null;
}

/// <summary>One or several lines of text.</summary>
public sealed class TextField : FormField
{
    internal TextField(FieldCommon common)
        : base(common)
    {
    }

    /// <summary>Least characters, from 0.</summary>
    public int MinLength { get; init; }

    /// <summary>Most characters, 1 to 20,000.</summary>
    public int MaxLength { get; init; } = 500;

    /// <summary>Regular expression for the whole text; <see langword="null"/> = any.</summary>
    public string? Pattern { get; init; }

    internal System.Text.RegularExpressions.Regex? Matcher { get; init; }

    /// <summary>What to do when the pattern does not match.</summary>
    public LocalizedText? PatternMessage { get; init; }

    /// <summary>Shown in an empty input.</summary>
    public LocalizedText? Placeholder { get; init; }

    /// <summary>Lines of the input, 2 to 30; only for <see cref="FieldKind.Multiline"/>.</summary>
    public int Rows { get; init; } = 4;
}

/// <summary>A number.</summary>
public sealed class NumberField : FormField
{
    internal NumberField(FieldCommon common)
        : base(common)
    {
    }

    /// <summary>Least value; <see langword="null"/> = none.</summary>
    public decimal? Min { get; init; }

    /// <summary>Most value; <see langword="null"/> = none.</summary>
    public decimal? Max { get; init; }

    /// <summary>The value is <see cref="Min"/> (else 0) plus a multiple of this; <see langword="null"/> = any.</summary>
    public decimal? Step { get; init; }

    /// <summary>Most digits after the point, 0 to 10; <see langword="null"/> = as typed.</summary>
    public int? Decimals { get; init; }

    /// <summary>Unit shown behind the number; <see langword="null"/> = none.</summary>
    public LocalizedText? Unit { get; init; }
}

/// <summary>A day, a time of day or an instant.</summary>
public sealed class DateTimeField : FormField
{
    internal DateTimeField(FieldCommon common)
        : base(common)
    {
    }

    /// <summary>Earliest, in the format of the kind, or <c>today</c> / <c>now</c>; <see langword="null"/> = none.</summary>
    public string? Min { get; init; }

    /// <summary>Latest; like <see cref="Min"/>.</summary>
    public string? Max { get; init; }
}

/// <summary>A choice: select, radio, checklist.</summary>
public sealed class ChoiceField : FormField
{
    internal ChoiceField(FieldCommon common)
        : base(common)
    {
    }

    /// <summary>The options; empty when they come from <see cref="Source"/>.</summary>
    public ImmutableArray<FormOption> Options { get; init; } = [];

    /// <summary>Where the options come from; <see langword="null"/> = <see cref="Options"/>.</summary>
    public FormSource? Source { get; init; }

    /// <summary>Least ticks of a checklist.</summary>
    public int MinItems { get; init; }

    /// <summary>Most ticks of a checklist, up to 500.</summary>
    public int MaxItems { get; init; } = 500;

    /// <summary>Shown while nothing is chosen.</summary>
    public LocalizedText? Placeholder { get; init; }
}

/// <summary>A box to tick, or an explicit yes or no.</summary>
public sealed class BooleanField : FormField
{
    internal BooleanField(FieldCommon common)
        : base(common)
    {
    }

    /// <summary>Words for <c>true</c>.</summary>
    public LocalizedText Yes { get; init; } = new("是", "Yes");

    /// <summary>Words for <c>false</c>.</summary>
    public LocalizedText No { get; init; } = new("否", "No");
}

/// <summary>A repeating group.</summary>
public sealed class TableField : FormField
{
    internal TableField(FieldCommon common)
        : base(common)
    {
    }

    /// <summary>Upper limit of <see cref="MaxRows"/>.</summary>
    public const int RowLimit = 500;

    /// <summary>What each row has.</summary>
    public required ImmutableArray<FormField> Columns { get; init; }

    /// <summary>Least rows.</summary>
    public int MinRows { get; init; }

    /// <summary>Most rows, up to <see cref="RowLimit"/>.</summary>
    public int MaxRows { get; init; } = RowLimit;

    /// <summary>Whether the rows are those the table started with: none is added or removed.</summary>
    public bool FixedRows { get; init; }

    /// <summary>Words on the button that adds a row.</summary>
    public LocalizedText AddLabel { get; init; } = DefaultAddLabel;

    internal static LocalizedText DefaultAddLabel { get; } = new("添加一行", "Add a row");

    /// <summary>The column with this key, or <see langword="null"/>.</summary>
    public FormField? Column(string key) => Columns.FirstOrDefault(column => column.Key == key);
}

/// <summary>Photos or files.</summary>
public sealed class EvidenceField : FormField
{
    internal EvidenceField(FieldCommon common)
        : base(common)
    {
    }

    /// <summary>Least files.</summary>
    public int Min { get; init; }

    /// <summary>Most files, up to 100.</summary>
    public int Max { get; init; } = 20;

    /// <summary>Largest file in bytes.</summary>
    public long MaxBytes { get; init; } = 20L << 20;

    /// <summary>Accepted file name endings and media types; empty = all (photos: images).</summary>
    public ImmutableArray<string> Accept { get; init; } = [];

    /// <summary>Whether a phone opens its camera at once.</summary>
    public bool Capture { get; init; }
}

/// <summary>A place.</summary>
public sealed class LocationField : FormField
{
    internal LocationField(FieldCommon common)
        : base(common)
    {
    }
}

/// <summary>The way that somebody went.</summary>
public sealed class TrackField : FormField
{
    internal TrackField(FieldCommon common)
        : base(common)
    {
    }

    /// <summary>Upper limit of <see cref="MaxPoints"/>.</summary>
    public const int PointLimit = 10_000;

    /// <summary>Least points.</summary>
    public int MinPoints { get; init; } = 1;

    /// <summary>Most points.</summary>
    public int MaxPoints { get; init; } = PointLimit;
}

/// <summary>A drawn signature.</summary>
public sealed class SignatureField : FormField
{
    internal SignatureField(FieldCommon common)
        : base(common)
    {
    }
}

/// <summary>Shows something that is known.</summary>
public sealed class ContextField : FormField
{
    internal ContextField(FieldCommon common)
        : base(common)
    {
    }

    /// <summary>Computes what is shown.</summary>
    public required FormExpression Value { get; init; }

    /// <summary>How: <c>text</c>, <c>number</c>, <c>percent</c>, <c>date</c>, <c>datetime</c>, <c>json</c>.</summary>
    public string Format { get; init; } = "text";

    /// <summary>Digits after the point; <see langword="null"/> = as they are.</summary>
    public int? Decimals { get; init; }

    /// <summary>Unit shown behind a number.</summary>
    public LocalizedText? Unit { get; init; }
}

/// <summary>Nests fields.</summary>
public sealed class SectionField : FormField
{
    internal SectionField(FieldCommon common)
        : base(common)
    {
    }

    /// <summary>What is in it, in order.</summary>
    public required ImmutableArray<FormField> Fields { get; init; }

    /// <summary>Whether it can be folded.</summary>
    public bool Collapsible { get; init; }

    /// <summary>Whether it starts folded.</summary>
    public bool Collapsed { get; init; }
}

/// <summary>A paragraph.</summary>
public sealed class NoteField : FormField
{
    internal NoteField(FieldCommon common)
        : base(common)
    {
    }

    /// <summary>How it looks: <c>info</c>, <c>warning</c>, <c>danger</c>.</summary>
    public string Tone { get; init; } = "info";
}
