using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Designer.Editing.Flows;
using Workflows.Core;
using Workflows.Core.Definitions;
using Workflows.Core.Forms;

namespace Designer.Editing.Properties;

/// <summary>What a condition of a flow can ask about: what people have answered in earlier steps.</summary>
public static class FlowFields
{
    /// <summary>How an expression reads what a step has kept (<c>Findings.confirmed</c>: the variable and the field); a step that was not reached has answered nothing.</summary>
    public static string Script(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Split('.') is [var variable, var member] ? $"(variables.{variable} || {{}}).{member}" : $"variables.{key}";
    }

    /// <summary>A member of what an instance is started with, such as <c>theme</c> of <c>suspicion</c>.</summary>
    public static ConditionField OfInput(string input, string member, LocalizedText label, ConditionFieldKind kind, ImmutableArray<FormOption> options) =>
        new($"input.{input}.{member}", label, kind, options, $"(input.{input} || {{}}).{member}");

    /// <summary>Everything that the tasks of a flow ask and keep, and what is known of its inputs.</summary>
    /// <param name="document">The flow.</param>
    /// <param name="forms">Its forms by key.</param>
    /// <param name="inputs">What is known of inputs, by their names; those that the flow does not take are left out.</param>
    public static IReadOnlyList<ConditionField> Of(FlowDocument document, IReadOnlyDictionary<string, FormDefinition> forms, IReadOnlyDictionary<string, ImmutableArray<ConditionField>>? inputs = null)
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
            .. from input in document.Reading.Inputs
               from known in inputs?.GetValueOrDefault(input.Name, []) ?? []
               select known,
        ];
    }

    private static IEnumerable<ConditionField> Outcome(ActivityNode step, string? variable)
    {
        if (variable is not null)
        {
            var words = JsonRead.Objects(step.Json["outcomes"]).GroupBy(o => JsonRead.Text(o, "name") ?? "").ToDictionary(o => o.Key, o => JsonRead.Localized(o.First()["label"]));
            var options = (step.Ports ?? []).Select(p => new FormOption(p, words.GetValueOrDefault(p) ?? LocalizedText.Same(p)));
            yield return Field(variable, new LocalizedText($"{step.Title.Zh} · 结果", $"{step.Title.En} · outcome"), ConditionFieldKind.Choice, [.. options]);
        }
    }

    private static IEnumerable<ConditionField> Answers(ActivityNode step, string? variable, IReadOnlyDictionary<string, FormDefinition> forms)
    {
        if (variable is null || JsonRead.Text(step.Json, "formKey") is not { } key || !forms.TryGetValue(key, out var form))
        {
            yield break;
        }

        foreach (var field in form.AllFields.Where(f => f.HoldsValue))
        {
            if (ConditionField.KindOf(field.Kind) is { } known and not ConditionFieldKind.Other)
            {
                yield return Field(
                    $"{variable}.{field.Key}",
                    new LocalizedText($"{step.Title.Zh} · {field.Label.Zh}", $"{step.Title.En} · {field.Label.En}"),
                    known,
                    field is ChoiceField { Options: { IsDefault: false } options } ? options : []);
            }
        }
    }

    private static ConditionField Field(string key, LocalizedText label, ConditionFieldKind kind, ImmutableArray<FormOption> options) => new(key, label, kind, options, Script(key));
}
