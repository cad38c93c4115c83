using Workflows.Core;

namespace Workflows.Runtime.Instances;

/// <summary>The refusals that this room gives; each code in one place.</summary>
internal static class Refusals
{
    public static Refusal InstanceNotFound { get; } = new("instance.not-found", new LocalizedText(
        "没有找到这张工单，或您无权查看。请从收件箱或工单列表重新打开。",
        "This ticket does not exist, or you may not see it. Open it again from your inbox or the ticket list."));

    public static Refusal InstanceExists { get; } = new("instance.exists", new LocalizedText(
        "该编号的流程实例已经存在，没有重复启动。请刷新列表。",
        "An instance with this id exists already; nothing was started. Refresh the list."));

    public static Refusal NotAllowed { get; } = new("command.not-allowed", new LocalizedText(
        "您的角色不能执行此操作。请联系系统管理员或流程负责人。",
        "Your roles do not allow this operation. Ask an administrator or the process owner."));

    public static Refusal UnknownPerson(string id) => new("task.unknown-person", new LocalizedText(
        $"没有“{id}”这个在岗人员。请重新选择人员。",
        $"There is no active person “{id}”. Choose somebody else."));

    public static Refusal IdReused { get; } = new("command.id-reused", new LocalizedText(
        "该命令编号已用于另一项操作。请刷新页面后重新提交。",
        "This command id was already used for another operation. Reload the page and submit again."));

    public static Refusal Busy { get; } = new("instance.busy", new LocalizedText(
        "该工单正被频繁修改，本次操作未执行。请稍后重试，已填写的内容不会丢失。",
        "The ticket is being changed by others right now; nothing was done. Try again in a moment; what you typed is kept."));

    public static Refusal DefinitionNotFound(string definitionId, int? version) => new("definition.not-found", new LocalizedText(
        $"没有已发布的流程“{definitionId}”{(version is null ? "" : $"（版本 {version}）")}。请先导入或发布该流程。",
        $"There is no published workflow '{definitionId}'{(version is null ? "" : $" in version {version}")}. Import or publish it first."));

    public static Refusal DefinitionUsed(string definitionId) => new("definition.in-use", new LocalizedText(
        $"流程“{definitionId}”已有流程实例，不能删除：没有它就无法说明发生过什么。请改为撤下发布。",
        $"Instances were started on '{definitionId}', so it is not deleted: without it nobody could say what happened. Retract it instead."));
}
