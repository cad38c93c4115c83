using System.Collections.Immutable;
using Workflows.Core;
using Workflows.Core.Instances;
using Workflows.Runtime.Queries;

namespace Host.Tasks;

/// <summary>Where an instance is after a step: what a person is told who has just completed a task.</summary>
/// <param name="Open">Open tasks with who has them or may take them.</param>
/// <param name="HasEnded">Whether the instance is over.</param>
/// <param name="HasFailed">Whether an operator must look first.</param>
public sealed record NextStep(ImmutableArray<(LocalizedText Title, LocalizedText Holder, DateTimeOffset? DueAt)> Open, bool HasEnded, bool HasFailed)
{
    /// <summary>Reads it from the instance.</summary>
    public static NextStep Of(InstanceDetail detail, Naming naming)
    {
        ArgumentNullException.ThrowIfNull(detail);
        ArgumentNullException.ThrowIfNull(naming);
        return new(
            [.. detail.Instance.Tasks.Where(t => t.IsOpen).Select(t => (t.Title, naming.Holder(t), t.DueAt))],
            detail.Instance.Status == InstanceStatus.Finished,
            !detail.Instance.Incidents.IsEmpty);
    }

    /// <summary>It in a sentence.</summary>
    public LocalizedText Sentence => (HasFailed, HasEnded, Open.Length) switch
    {
        (true, _, _) => new("流程在后续步骤出现异常，管理员会处理；您提交的内容已保存。", "The flow failed at a later step; an administrator will look at it. What you handed in is saved."),
        (_, true, _) => new("工单已结束并归档。", "The ticket has ended and is archived."),
        (_, _, 0) => new("系统正在处理下一步。", "The system is working on the next step."),
        _ => new(
            "下一步：" + string.Join("；", Open.Select(o => $"{o.Title.Zh}（{o.Holder.Zh}）")) + "。",
            "Next: " + string.Join("; ", Open.Select(o => $"{o.Title.En} ({o.Holder.En})")) + "."),
    };
}
