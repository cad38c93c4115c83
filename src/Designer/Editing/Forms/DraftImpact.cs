using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Core;
using Workflows.Core.Forms;

namespace Designer.Editing.Forms;

/// <summary>What would become of the drafts that people have typed, if they went on in another form.</summary>
/// <param name="Drafts">How many drafts there are.</param>
/// <param name="Untouched">How many keep everything and are asked for nothing new.</param>
/// <param name="Fields">What happens field by field, the most affected first.</param>
public sealed record DraftImpact(int Drafts, int Untouched, ImmutableArray<FieldImpact> Fields)
{
    /// <summary>Counts it.</summary>
    /// <param name="before">The form that was typed into; <see langword="null"/> when it is not known.</param>
    /// <param name="after">The form as it would be.</param>
    /// <param name="drafts">What was typed.</param>
    public static DraftImpact Of(FormDefinition? before, FormDefinition after, IReadOnlyCollection<JsonObject> drafts)
    {
        ArgumentNullException.ThrowIfNull(after);
        ArgumentNullException.ThrowIfNull(drafts);
        var found = drafts.Select(d => InDraft(before, after, d)).ToList();
        var fields = found.SelectMany(f => f).GroupBy(f => f).OrderByDescending(g => g.Count()).ThenBy(g => g.Key.Key, StringComparer.Ordinal)
            .Select(g => new FieldImpact(g.Key.Key, Label(before, after, g.Key.Key), g.Key.Kind, g.Count(), g.Key.Kind == FieldImpactKind.Lost ? RenamedTo(before, after, g.Key.Key) : null));
        return new DraftImpact(drafts.Count, found.Count(f => f.Count == 0), [.. fields]);
    }

    private static HashSet<(string Key, FieldImpactKind Kind)> InDraft(FormDefinition? before, FormDefinition after, JsonObject draft)
    {
        var fitted = DraftReconciler.Reconcile(after, draft);
        var lost = fitted.Lost.Select(l => (Key(l.Path), FieldImpactKind.Lost));
        var asked = after.AllFields.Where(f => f.Required is { Constant: true, Expression: null } && f.HoldsValue && before?.Find(f.Key) is not { Required: { Constant: true, Expression: null } } && !fitted.Data.ContainsKey(f.Key));
        return [.. lost, .. asked.Select(f => (f.Key, FieldImpactKind.Asked))];
    }

    private static string Key(string path) => path.Split('[', '.')[0];

    /// <summary>A field of the same words and kind that is new: the same question under another key.</summary>
    private static string? RenamedTo(FormDefinition? before, FormDefinition after, string key) =>
        before?.Find(key) is { } old && after.Find(key) is null && after.AllFields.FirstOrDefault(f => f.Kind == old.Kind && f.Label == old.Label && before.Find(f.Key) is null) is { } renamed
            ? renamed.Key
            : null;

    private static LocalizedText Label(FormDefinition? before, FormDefinition after, string key) => (after.Find(key) ?? before?.Find(key))?.Label ?? LocalizedText.Same(key);
}

/// <summary>What happens to drafts at one field.</summary>
/// <param name="Key">The field.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Kind">What happens.</param>
/// <param name="Drafts">In how many drafts.</param>
/// <param name="RenamedTo">The key that the same question has now, when it was only renamed.</param>
public sealed record FieldImpact(string Key, LocalizedText Label, FieldImpactKind Kind, int Drafts, string? RenamedTo);

/// <summary>What happens to a draft at a field.</summary>
public enum FieldImpactKind
{
    /// <summary>What was typed has no place any more, or does not fit; it can still be read.</summary>
    Lost,

    /// <summary>It is required now and was not before, and nothing is typed there.</summary>
    Asked,
}
