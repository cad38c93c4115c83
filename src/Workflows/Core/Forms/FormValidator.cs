using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Workflows.Core.Forms;

/// <summary>The judge: runs the form's rules on what was submitted, whatever the page showed. What it accepts may be stored as it is.</summary>
public static class FormValidator
{
    /// <summary>Judges a submission.</summary>
    /// <param name="form">The form.</param>
    /// <param name="initialData">The task's data: what read-only fields keep, and <c>context</c> of expressions.</param>
    /// <param name="submitted">What was sent.</param>
    /// <param name="readOnlyFields">Keys of fields that are read-only in this step.</param>
    /// <param name="hiddenFields">Keys of fields that are hidden in this step.</param>
    /// <param name="skipsValidation">Whether the chosen outcome accepts an incomplete form. What does not fit the form is refused all the same.</param>
    /// <param name="now">The instant of judging; its offset is the organisation's local time.</param>
    public static FormVerdict Validate(
        FormDefinition form,
        JsonObject initialData,
        JsonObject submitted,
        IReadOnlyCollection<string> readOnlyFields,
        IReadOnlyCollection<string> hiddenFields,
        bool skipsValidation,
        DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(initialData);
        ArgumentNullException.ThrowIfNull(submitted);
        ArgumentNullException.ThrowIfNull(readOnlyFields);
        ArgumentNullException.ThrowIfNull(hiddenFields);

        if (SubmissionGuard.Check(form, submitted) is { IsEmpty: false } unfit)
        {
            return new FormVerdict(null, unfit);
        }

        var step = new FormStep(initialData, [.. readOnlyFields], [.. hiddenFields], now);
        var state = FormState.Create(form, step, submitted);
        var problems = skipsValidation ? state.StructuralProblems : state.Problems;
        return problems.IsEmpty ? new FormVerdict(state.Data(), []) : new FormVerdict(null, problems);
    }
}
