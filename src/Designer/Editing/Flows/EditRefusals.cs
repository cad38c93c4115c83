using Workflows.Core;

namespace Designer.Editing.Flows;

/// <summary>Why an edit is not made; each code in one place.</summary>
internal static class EditRefusals
{
    public static Refusal StepGone(string id) => new("edit.step-gone", new LocalizedText(
        $"步骤“{id}”已不在流程中。请重新选择。", $"The step '{id}' is not in the flow any more. Choose again."));

    public static Refusal NoteGone { get; } = new("edit.note-gone", new LocalizedText(
        "这张便签已不在画布上。", "This note is not on the drawing any more."));

    public static Refusal NoFlowchart { get; } = new("edit.no-flowchart", new LocalizedText(
        "这里没有可以编辑的流程图。", "There is no flowchart here that can be edited."));

    public static Refusal WayExists { get; } = new("edit.way-exists", new LocalizedText(
        "这条连线已经有了。", "This connection is there already."));

    public static Refusal WayGone { get; } = new("edit.way-gone", new LocalizedText(
        "这条连线已不在流程中。", "This connection is not in the flow any more."));

    public static Refusal NothingEntersTheStart { get; } = new("edit.into-start", new LocalizedText(
        "“开始”之前不能再有步骤。请连到它后面的步骤。", "Nothing comes before the start. Connect to the step behind it."));

    public static Refusal NothingLeavesTheEnd { get; } = new("edit.out-of-end", new LocalizedText(
        "“结束”之后不能再有步骤。请从前面的步骤连出。", "Nothing comes after an end. Connect from a step before it."));

    public static Refusal IdTaken(string id) => new("edit.id-taken", new LocalizedText(
        $"已有编号为“{id}”的步骤。", $"There is a step with the id '{id}' already."));
}
