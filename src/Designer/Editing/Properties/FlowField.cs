using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Designer.Editing.Flows;
using Workflows.Core;
using Workflows.Core.Definitions;
using Workflows.Core.Forms;

namespace Designer.Editing.Properties;

/// <summary>Something that a person has answered in an earlier step, which a condition can ask about.</summary>
/// <param name="Key">Its place: <c>Findings.confirmed</c>, the variable and the field; <c>AnalysisOutcome</c> for the outcome of a step.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Kind">What can be compared with it.</param>
/// <param name="Options">What can be chosen there; empty = anything can be typed.</param>
public sealed record FlowField(string Key, LocalizedText Label, FlowFieldKind Kind, ImmutableArray<FormOption> Options)
{
    /// <summary>How an expression reads it; a step that was not reached has answered nothing.</summary>
    public string Script => Key.Split('.') is [var variable, var member] ? $"(variables.{variable} || {{}}).{member}" : $"variables.{Key}";

    /// <summary>Everything that the tasks of a flow ask and keep.</summary>
    public static IReadOnlyList<FlowField> Of(FlowDocument document, IReadOnlyDictionary<string, FormDefinition> forms)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(forms);
        var names = document.Reading.Variables.GroupBy(v => v.Id).ToDictionary(v => v.Key, v => v.First().Name);
        string? Kept(ActivityNode step, string output) =>
            JsonRead.Text((step.Json[output] as JsonObject)?["memoryReference"] as JsonObject, "id") is { } id ? names.GetValueOrDefault(id) : null;
        return
        [
            .. from step in document.Reading.Activities
               where StepTemplate.HasTitle(step.Type)
               from field in Outcome(step, Kept(step, "outcome")).Concat(Answers(step, Kept(step, "result"), forms))
               select field,
        ];
    }

    private static IEnumerable<FlowField> Outcome(ActivityNode step, string? variable)
    {
        if (variable is not null)
        {
            var words = JsonRead.Objects(step.Json["outcomes"]).GroupBy(o => JsonRead.Text(o, "name") ?? "").ToDictionary(o => o.Key, o => JsonRead.Localized(o.First()["label"]));
            var options = (step.Ports ?? []).Select(p => new FormOption(p, words.GetValueOrDefault(p) ?? LocalizedText.Same(p)));
            yield return new FlowField(variable, new LocalizedText($"{step.Title.Zh} · 结果", $"{step.Title.En} · outcome"), FlowFieldKind.Choice, [.. options]);
        }
    }

    private static IEnumerable<FlowField> Answers(ActivityNode step, string? variable, IReadOnlyDictionary<string, FormDefinition> forms)
    {
        if (variable is null || JsonRead.Text(step.Json, "formKey") is not { } key || !forms.TryGetValue(key, out var form))
        {
            yield break;
        }

        foreach (var field in form.AllFields.Where(f => f.HoldsValue))
        {
            FlowFieldKind? kind = field.Kind switch
            {
                FieldKind.Number => FlowFieldKind.Number,
                FieldKind.Select or FieldKind.Radio => FlowFieldKind.Choice,
                FieldKind.Checkbox or FieldKind.YesNo => FlowFieldKind.YesNo,
                FieldKind.Text or FieldKind.Multiline or FieldKind.Date or FieldKind.Time or FieldKind.DateTime => FlowFieldKind.Text,
                FieldKind.Checklist => FlowFieldKind.List,
                _ => null,
            };
            if (kind is { } known)
            {
                yield return new FlowField(
                    $"{variable}.{field.Key}",
                    new LocalizedText($"{step.Title.Zh} · {field.Label.Zh}", $"{step.Title.En} · {field.Label.En}"),
                    known,
                    field is ChoiceField { Options: { IsDefault: false } options } ? options : []);
            }
        }
    }
}

/// <summary>What can be compared with a field.</summary>
public enum FlowFieldKind
{
    /// <summary>A text or a date.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>One of several.</summary>
    Choice,

    /// <summary>Yes or no.</summary>
    YesNo,

    /// <summary>Some of several.</summary>
    List,
}
