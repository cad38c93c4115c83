namespace Workflows.Core.Forms;

/// <summary>What must hold: broken when <paramref name="When"/> holds and <paramref name="Assert"/> does not.</summary>
/// <param name="When">Where the rule applies; <see langword="null"/> = everywhere.</param>
/// <param name="Assert">What must hold; <see langword="null"/> = <paramref name="When"/> must not happen.</param>
/// <param name="Message">What to do when it is broken.</param>
/// <param name="Field">For a rule of the form: the field whose problem it is; <see langword="null"/> = of the form as a whole.</param>
public sealed record FormRule(FormExpression? When, FormExpression? Assert, LocalizedText Message, string? Field)
{
    /// <summary>Whether the rule reads one of these fields.</summary>
    internal bool Reads(HashSet<string> fields) => fields.Count > 0 && (IsRead(When, fields) || IsRead(Assert, fields));

    private static bool IsRead(FormExpression? expression, HashSet<string> fields) => expression is not null && (expression.ReadsEverything || expression.Reads.Any(fields.Contains));
}
