using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Host.Accounts;
using Host.Tasks;
using Workflows.Core;
using Workflows.Core.Definitions;
using Workflows.Core.Instances;

namespace Host.Definitions;

/// <summary>What a definition does, read for people: the human steps with who, form, time and ladder, and what the machine does between them.</summary>
/// <param name="Description">One paragraph; <see langword="null"/> = none.</param>
/// <param name="Steps">Human steps, in the order of the file.</param>
/// <param name="Machine">What the machine does, without start and end.</param>
/// <param name="Inputs">Names of the values that must be given to start it.</param>
public sealed record DefinitionOutline(string? Description, ImmutableArray<StepOutline> Steps, ImmutableArray<MachineStep> Machine, ImmutableArray<string> Inputs)
{
    private const string UserTask = "ClosedLoop.UserTask";
    private const string Approval = "ClosedLoop.Approval";

    /// <summary>Whether a person can start it by hand: it needs no values.</summary>
    public bool StartsByHand => Inputs.IsEmpty;

    /// <summary>Reads it. Unknown members and activities of other makers are passed over.</summary>
    public static DefinitionOutline Of(WorkflowDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var activities = Activities(definition.Source["root"]).ToList();
        return new DefinitionOutline(
            Text(definition.Source["description"]),
            [.. activities.Where(a => Text(a["type"]) is UserTask or Approval).Select(Step)],
            [.. activities.Select(Machinery).OfType<MachineStep>()],
            [.. Objects(definition.Source["inputs"]).Select(i => Text(i["name"])).OfType<string>()]);
    }

    private static StepOutline Step(JsonObject activity) => new(
        Text(activity["id"]) ?? "",
        Text(activity["name"]) ?? "",
        Localized(activity["title"]) ?? Label(activity),
        Text(activity["formKey"]),
        [.. Who(activity)],
        activity["due"] is { } due ? Due(due) : null,
        [.. Objects(activity["ladder"]).Select(Rung)],
        [.. Outcomes(activity)]);

    private static List<LocalizedText> Outcomes(JsonObject activity)
    {
        var named = Objects(activity["outcomes"]).Select(o => Localized(o["label"]) ?? LocalizedText.Same(Text(o["name"]) ?? "?")).ToList();
        return named.Count == 0 && Text(activity["type"]) == Approval ? [new("同意", "Approve"), new("不同意", "Reject")] : named;
    }

    private static IEnumerable<LocalizedText> Who(JsonObject activity)
    {
        if (activity["assignee"] is { } assignee && Text(assignee) is null && ExpressionValue(assignee) is not null)
        {
            yield return new LocalizedText("流程中指定的人", "the person named in the process");
        }

        if (Text(activity["type"]) == Approval)
        {
            yield return Mode(activity);
        }

        foreach (var candidate in Objects(activity["candidates"]).Concat(Objects(activity["approvers"])))
        {
            yield return Text(candidate["role"]) is { } role
                ? Each(candidate, Role(role, candidate["unit"]))
                : Text(candidate["person"]) is { } person ? LocalizedText.Same(person) : new LocalizedText("流程中指定的人", "the person named in the process");
        }
    }

    /// <summary>How the decisions are put together, in the words of the task page.</summary>
    private static LocalizedText Mode(JsonObject activity)
    {
        var needed = activity["needed"] as JsonObject;
        var mode = Enum.TryParse<ApprovalMode>(Text(activity["mode"]), ignoreCase: true, out var known) ? known : ApprovalMode.All;
        return RoundTexts.Mode(new ApprovalRule(mode, Percent: needed?["percent"] is JsonValue share && share.TryGetValue<decimal>(out var percent) ? percent : null, Weight: Number(needed?["weight"]) is > 0 and var weight ? weight : null));
    }

    private static LocalizedText Each(JsonObject approver, LocalizedText role) =>
        approver["each"] is JsonValue each && each.TryGetValue<bool>(out var isEach) && isEach ? new($"每位{role.Zh}", $"every {role.En}") : role;

    private static LocalizedText Role(string role, JsonNode? unit)
    {
        var name = RoleTexts.Of(role);
        return Text(unit) is { } code ? new LocalizedText($"{name.Zh}（{code}）", $"{name.En} ({code})") : name;
    }

    private static LocalizedText Due(JsonNode due)
    {
        if (ExpressionValue(due) is not { } value)
        {
            return new LocalizedText("由流程数据决定", "depends on the process data");
        }

        return IsComputed(due)
            ? SpanWords.Within(value) ?? new LocalizedText("由流程数据决定", "depends on the process data")
            : SpanWords.Length(value);
    }

    private static RungOutline Rung(JsonObject rung) => new(
        SpanWords.Relative(Text(rung["at"]) ?? "0"),
        [.. Objects(rung["to"]).Select(Receiver), .. Takers(rung["reassign"]).Select(Receiver).Select(w => new LocalizedText($"改由{w.Zh}办理", $"goes over to {w.En}")), .. Decision(rung)],
        Text(rung["template"]));

    /// <summary>A list of receivers, or a single one.</summary>
    private static IEnumerable<JsonObject> Takers(JsonNode? node) => node is JsonObject one ? [one] : Objects(node);

    private static IEnumerable<LocalizedText> Decision(JsonObject rung) => Text(rung["decide"]) is { } outcome ? [new($"系统按“{outcome}”决定", $"the system decides “{outcome}”")] : [];

    private static LocalizedText Receiver(JsonObject to) => Text(to["kind"]) switch
    {
        "owner" => new("办理人", "whoever has the task"),
        "superior" => Number(to["levels"]) switch
        {
            2 => new("上两级专责", "the officers two tiers up"),
            _ => new("上级专责", "the officers one tier up"),
        },
        "role" => Role(Text(to["role"]) ?? "?", to["unit"]),
        "person" => Text(to["person"]) is { } person ? LocalizedText.Same(person) : new("流程中指定的人", "the person named in the process"),
        "address" => LocalizedText.Same(Text(to["address"]) ?? "?"),
        var other => LocalizedText.Same(other ?? "?"),
    };

    private static MachineStep? Machinery(JsonObject activity) => Text(activity["type"]) switch
    {
        null or UserTask or Approval or "Elsa.Start" or "Elsa.End" or "Elsa.Finish" or "Elsa.Flowchart" or "Elsa.Sequence" => null,
        var type => new MachineStep(Text(activity["id"]) ?? "", Label(activity), MachineWords.Of(type)),
    };

    private static LocalizedText Label(JsonObject activity) =>
        Localized(((activity["customProperties"] as JsonObject)?["closedLoop"] as JsonObject)?["label"])
        ?? LocalizedText.Same(Text((activity["metadata"] as JsonObject)?["displayText"]) ?? Text(activity["name"]) ?? Text(activity["id"]) ?? Text(activity["type"]) ?? "?");

    private static IEnumerable<JsonObject> Activities(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject activity:
                if (Text(activity["type"]) is { } type && type.Contains('.', StringComparison.Ordinal) && Text(activity["id"]) is not null)
                {
                    yield return activity;
                }

                foreach (var inner in activity.Where(m => m.Key is not ("metadata" or "customProperties")).SelectMany(m => Activities(m.Value)))
                {
                    yield return inner;
                }

                break;
            case JsonArray array:
                foreach (var inner in array.SelectMany(Activities))
                {
                    yield return inner;
                }

                break;
        }
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node is JsonArray array ? array.OfType<JsonObject>() : [];

    private static LocalizedText? Localized(JsonNode? node) => node switch
    {
        JsonObject both when Text(both["zh"]) is { } zh => new LocalizedText(zh, Text(both["en"]) ?? zh),
        _ => Text(node) is { } text ? LocalizedText.Same(text) : null,
    };

    private static string? ExpressionValue(JsonNode? node) =>
        Text(node) ?? Text(((node as JsonObject)?["expression"] as JsonObject)?["value"]) ?? Text((node as JsonObject)?["value"]);

    private static bool IsComputed(JsonNode node) =>
        Text(((node as JsonObject)?["expression"] as JsonObject)?["type"]) is not (null or "Literal");

    private static string? Text(JsonNode? node) => node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    private static int Number(JsonNode? node) => node is JsonValue value && value.TryGetValue<int>(out var number) ? number : 0;
}
