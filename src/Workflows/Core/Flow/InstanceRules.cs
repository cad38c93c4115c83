using Workflows.Core.Instances;

namespace Workflows.Core.Flow;

/// <summary>The policy of whole instances, one named rule each.</summary>
internal static class InstanceRules
{
    public static Refusal ItHasNotBegun(WorkflowInstance instance) =>
        Refusals.Of("instance.already-started", $"实例 {instance.Header.Number ?? instance.Id.ToString()} 已经启动", $"Instance {instance.Header.Number ?? instance.Id.ToString()} has been started already");

    public static Refusal? ItStillRuns(WorkflowInstance instance) => instance.Status == InstanceStatus.Running || instance.SubStatus == InstanceSubStatus.Faulted
        ? null
        : Refusals.Of("instance.finished", "流程已经结束", "The instance has ended");

    public static Refusal TheBookmarkExists() =>
        Refusals.Of("bookmark.gone", "流程已不在此处等待", "The instance does not wait here any more");

    public static Refusal TheTimerExists() =>
        Refusals.Of("timer.gone", "此定时器已触发或已取消", "This timer has fired or was dropped");

    public static Refusal TheIncidentExists() =>
        Refusals.Of("incident.gone", "此故障已处理，或其所在分支已结束", "This incident was dealt with, or its branch has ended");

    public static Refusal TasksAreCompletedByPeople() =>
        Refusals.Of("bookmark.is-task", "这是人工任务，请用“完成任务”", "This is a human task; complete the task instead");
}
