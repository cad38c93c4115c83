using System.Collections.Immutable;
using Workflows.Core;
using Workflows.Core.Forms;

namespace Designer.Editing.Properties;

/// <summary>Something that a condition can ask about.</summary>
/// <param name="Key">Its place: <c>Findings.confirmed</c> for what a step has kept, <c>confirmed</c> for a field of the form itself.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Kind">What can be compared with it.</param>
/// <param name="Options">What can be chosen there; empty = anything can be typed.</param>
/// <param name="Script">How an expression reads it.</param>
public sealed record ConditionField(string Key, LocalizedText Label, ConditionFieldKind Kind, ImmutableArray<FormOption> Options, string Script)
{
    /// <summary>Whether it always has a value: a box is ticked or not, where a question may be unanswered.</summary>
    public bool IsNeverEmpty { get; init; }

    /// <summary>What can be compared with a field of a form; <see langword="null"/> for one that holds nothing to ask about.</summary>
    public static ConditionFieldKind? KindOf(FieldKind kind) => kind switch
    {
        FieldKind.Number => ConditionFieldKind.Number,
        FieldKind.Select or FieldKind.Radio => ConditionFieldKind.Choice,
        FieldKind.Checkbox or FieldKind.YesNo => ConditionFieldKind.YesNo,
        FieldKind.Date or FieldKind.DateTime => ConditionFieldKind.Date,
        FieldKind.Text or FieldKind.Multiline or FieldKind.Time => ConditionFieldKind.Text,
        FieldKind.Checklist => ConditionFieldKind.List,
        FieldKind.Context or FieldKind.Section or FieldKind.Note => null,
        _ => ConditionFieldKind.Other,
    };
}

/// <summary>What can be compared with a field.</summary>
public enum ConditionFieldKind
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A date, or an instant: later and earlier can be asked.</summary>
    Date,

    /// <summary>One of several.</summary>
    Choice,

    /// <summary>Yes or no.</summary>
    YesNo,

    /// <summary>Some of several.</summary>
    List,

    /// <summary>Photos, rows, a place: only whether there is something can be asked.</summary>
    Other,
}
