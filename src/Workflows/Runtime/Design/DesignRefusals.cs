using Workflows.Core;

namespace Workflows.Runtime.Design;

/// <summary>Why something is not done with a draft; each code in one place.</summary>
internal static class DesignRefusals
{
    public static Refusal Stale { get; } = new("design.stale", new LocalizedText(
        "其他人刚刚保存了这份设计稿。请先取得最新内容，再继续修改。",
        "Somebody else has just saved this draft. Take their changes first, then go on."));

    public static Refusal IdInvalid { get; } = new("design.id-invalid", new LocalizedText(
        "流程标识只能用小写字母、数字和连字符，以字母开头，最多 64 个字符，例如 leave-request。",
        "The id of a workflow is made of lower-case letters, digits and hyphens, begins with a letter and has at most 64 characters, such as leave-request."));

    public static Refusal ForeignIdInvalid { get; } = new("design.id-invalid", new LocalizedText(
        "导入的流程标识（definitionId）只能用字母、数字、“-”“.”“_”，以字母或数字开头，最多 64 个字符。",
        "The definitionId of an imported workflow is made of letters, digits, - . and _, begins with a letter or digit and has at most 64 characters."));

    public static Refusal IdTaken(string id) => new("design.id-taken", new LocalizedText(
        $"已有标识为“{id}”的流程或设计稿。请换一个标识。",
        $"There is a workflow or a draft with the id '{id}' already. Choose another one."));

    public static Refusal OtherDefinition(string id) => new("design.other-definition", new LocalizedText(
        $"workflow.json 里的 definitionId 应保持为“{id}”。",
        $"The definitionId in workflow.json must stay '{id}'."));

    public static Refusal Errors(int count) => new("design.errors", new LocalizedText(
        $"还有 {count} 处错误，不能发布。请按问题清单逐条改正。",
        $"It has {count} errors and cannot be published. Put them right one by one, as the list of problems says."));

    public static Refusal DraftThere { get; } = new("design.draft-there", new LocalizedText(
        "这个流程有一份还没有发布的设计稿，导入会替换其中的内容。请确认后再导入。",
        "This workflow has a draft that is not published; importing would replace what it says. Confirm that, then import."));

    public static Refusal Unchanged { get; } = new("design.unchanged", new LocalizedText(
        "设计稿与最新版本相同，没有可以发布的修改。",
        "The draft is the same as the newest version; there is nothing to publish."));

    public static Refusal Outdated(int began, int newest) => new("design.outdated", new LocalizedText(
        $"设计稿始于第 {began} 版，此后已发布第 {newest} 版。直接发布会覆盖其中的修改。请先比较，再决定是否仍要发布。",
        $"The draft began with version {began}, and version {newest} was published since. Publishing would take back what that one changed. Compare first, then decide."));
}
