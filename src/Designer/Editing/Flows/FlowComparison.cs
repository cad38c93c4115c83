using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Designer.Editing.Outlines;
using Workflows.Core;
using Workflows.Core.Definitions;

namespace Designer.Editing.Flows;

/// <summary>What is different between two versions of a flow, in the words of those who work with it.</summary>
public static class FlowComparison
{
    /// <summary>Members of a step with what people call them; what stands in none of them is "other settings".</summary>
    private static readonly (string Member, LocalizedText Words)[] Members =
    [
        ("candidates", new("办理人", "who does it")),
        ("assignee", new("指定的办理人", "the person it is given to")),
        ("excluded", new("谁不能办", "who may not do it")),
        ("approvers", new("审批人", "the approvers")),
        ("mode", new("审批方式", "how decisions are put together")),
        ("needed", new("通过比例", "what is needed to pass")),
        ("formKey", new("表单", "the form")),
        ("readOnlyFields", new("只读字段", "read-only fields")),
        ("hiddenFields", new("不显示的字段", "hidden fields")),
        ("data", new("表单预填内容", "what the form begins with")),
        ("outcomes", new("出口", "the outcomes")),
        ("due", new("办理时限", "the due time")),
        ("ladder", new("督办", "the escalation")),
        ("mailOnCreate", new("通知邮件", "the mail on arrival")),
        ("condition", new("条件", "the condition")),
        ("cases", new("各种情况", "the cases")),
        ("branches", new("分支", "the branches")),
        ("template", new("邮件模板", "the mail template")),
        ("to", new("收件人", "the receivers")),
        ("note", new("抄送说明", "the words that come with the copy")),
        ("timeSpan", new("等待时间", "the wait")),
    ];

    /// <summary>Members that say how a step looks, what it is called, or what others keep of it: told otherwise or not at all.</summary>
    private static readonly string[] Untold = ["id", "nodeId", "name", "title", "metadata", "customProperties", "activities", "connections", "variables"];

    /// <summary>Compares two versions; differences of drawing alone are none.</summary>
    public static ImmutableArray<FlowDifference> Between(WorkflowDefinition before, WorkflowDefinition after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var (old, now) = (Steps(before), Steps(after));
        return
        [
            .. Header(before, after),
            .. now.Where(s => !old.ContainsKey(s.Key)).Select(s => new FlowDifference(FlowChangeKind.Added, s.Key, Of(s.Value, "新增步骤", "Added"))),
            .. old.Where(s => !now.ContainsKey(s.Key)).Select(s => new FlowDifference(FlowChangeKind.Removed, s.Key, Of(s.Value, "删除步骤", "Removed"))),
            .. now.Where(s => old.ContainsKey(s.Key)).SelectMany(s => Changes(s.Key, old[s.Key], s.Value)),
            .. Ways(before, after, old, now),
        ];
    }

    private static Dictionary<string, JsonObject> Steps(WorkflowDefinition definition) => FlowTree.Root(definition.Source) is { } root
        ? FlowTree.Within(root).Where(s => s != root).GroupBy(s => JsonRead.Text(s, "id")!).ToDictionary(s => s.Key, s => s.First())
        : [];

    private static IEnumerable<FlowDifference> Header(WorkflowDefinition before, WorkflowDefinition after)
    {
        if (before.Name != after.Name)
        {
            yield return new FlowDifference(FlowChangeKind.Changed, null, new($"流程改名：“{before.Name}”→“{after.Name}”", $"The workflow is renamed: “{before.Name}” → “{after.Name}”"));
        }

        if (!before.StartedBy.ToHashSet().SetEquals(after.StartedBy))
        {
            yield return new FlowDifference(FlowChangeKind.Changed, null, new("修改了谁可以发起", "Who may start it is changed"));
        }
    }

    private static IEnumerable<FlowDifference> Changes(string id, JsonObject before, JsonObject after)
    {
        var (old, now) = (OutlineReader.Node(before).Label, OutlineReader.Node(after).Label);
        if (old != now)
        {
            yield return new FlowDifference(FlowChangeKind.Changed, id, new($"步骤改名：“{old.Zh}”→“{now.Zh}”", $"Renamed: “{old.En}” → “{now.En}”"));
        }

        var different = before.Select(m => m.Key).Union(after.Select(m => m.Key)).Where(m => !Untold.Contains(m) && !JsonNode.DeepEquals(before[m], after[m])).ToList();
        var told = Members.Where(m => different.Remove(m.Member)).Select(m => m.Member == "due" ? Due(m.Words, before, after) : m.Words).ToList();
        if (different.Count > 0)
        {
            told.Add(new LocalizedText("其他设置", "other settings"));
        }

        if (told.Count > 0)
        {
            yield return new FlowDifference(FlowChangeKind.Changed, id, new(
                $"“{now.Zh}”修改了{string.Join("、", told.Select(t => t.Zh))}",
                $"“{now.En}”: changed {string.Join(", ", told.Select(t => t.En))}"));
        }
    }

    /// <summary>A due time that is written down is told with its two values.</summary>
    private static LocalizedText Due(LocalizedText words, JsonObject before, JsonObject after) =>
        (JsonRead.Text(before, "due"), JsonRead.Text(after, "due")) is ({ } old, { } now)
            ? new($"{words.Zh}（{Span(old).Zh}→{Span(now).Zh}）", $"{words.En} ({Span(old).En} → {Span(now).En})")
            : words;

    private static LocalizedText Span(string text) => Properties.SpanChoice.Read(text) switch
    {
        { Unit: "wd" } days => new($"{days.Count} 个工作日", $"{days.Count} working days"),
        { Unit: "wh" } hours => new($"{hours.Count} 个工作小时", $"{hours.Count} working hours"),
        { Unit: "d" } days => new($"{days.Count} 天", $"{days.Count} days"),
        _ => LocalizedText.Same(text),
    };

    private static IEnumerable<FlowDifference> Ways(WorkflowDefinition before, WorkflowDefinition after, Dictionary<string, JsonObject> old, Dictionary<string, JsonObject> now)
    {
        var (was, isNow) = (Connections(before), Connections(after));
        foreach (var way in isNow.Except(was).Where(w => old.ContainsKey(w.Source) && old.ContainsKey(w.Target) && now.ContainsKey(w.Source) && now.ContainsKey(w.Target)))
        {
            yield return new FlowDifference(FlowChangeKind.Added, way.Source, Of(way, now, "新增走向", "New way")) { IsOfStep = false };
        }

        foreach (var way in was.Except(isNow).Where(w => old.ContainsKey(w.Source) && old.ContainsKey(w.Target) && now.ContainsKey(w.Source) && now.ContainsKey(w.Target)))
        {
            yield return new FlowDifference(FlowChangeKind.Removed, way.Source, Of(way, old, "取消走向", "No more")) { IsOfStep = false };
        }
    }

    private static HashSet<FlowWay> Connections(WorkflowDefinition definition) => FlowTree.Root(definition.Source) is { } root
        ? [.. FlowTree.Within(root).SelectMany(f => JsonRead.Objects(f["connections"])).Select(FlowTree.Way).OfType<FlowWay>()]
        : [];

    private static LocalizedText Of(JsonObject step, string zh, string en)
    {
        var label = OutlineReader.Node(step).Label;
        return new LocalizedText($"{zh}“{label.Zh}”", $"{en} “{label.En}”");
    }

    private static LocalizedText Of(FlowWay way, Dictionary<string, JsonObject> steps, string zh, string en)
    {
        var (source, target) = (OutlineReader.Node(steps[way.Source]).Label, OutlineReader.Node(steps[way.Target]).Label);
        var port = OutlineReader.PortLabel(steps[way.Source], way.Port);
        return new LocalizedText(
            $"{zh}：“{source.Zh}”{(port is null ? "" : $"选“{port.Zh}”")}→“{target.Zh}”",
            $"{en}: “{source.En}”{(port is null ? "" : $" by “{port.En}”")} → “{target.En}”");
    }
}

/// <summary>A difference between two versions.</summary>
/// <param name="Kind">What became of it.</param>
/// <param name="StepId">The step it is about; <see langword="null"/> for the flow itself.</param>
/// <param name="Words">What is different.</param>
public sealed record FlowDifference(FlowChangeKind Kind, string? StepId, LocalizedText Words)
{
    /// <summary>Whether it is about a step itself, and not about a way out of it or the flow.</summary>
    public bool IsOfStep { get; init; } = StepId is not null;
}

/// <summary>What became of a part of a flow.</summary>
public enum FlowChangeKind
{
    /// <summary>It is new.</summary>
    Added,

    /// <summary>It is gone.</summary>
    Removed,

    /// <summary>It is different.</summary>
    Changed,
}
