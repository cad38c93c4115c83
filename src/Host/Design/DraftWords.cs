using Host.Shell;
using Host.Tasks;
using Workflows.Runtime.Design;

namespace Host.Design;

/// <summary>Where a draft stands, in words.</summary>
internal static class DraftWords
{
    /// <param name="words">The reader's language.</param>
    /// <param name="names">Names of people.</param>
    /// <param name="draft">The draft as it is saved.</param>
    /// <param name="isUnsaved">Whether the page holds what is not saved.</param>
    public static string Of(Localizer words, Naming names, DesignDraft draft, bool isUnsaved) => (isUnsaved, draft.Revision) switch
    {
        (true, _) => words["正在保存设计稿…", "Saving the draft…"],
        (_, 0) => words[$"第 {draft.BaseVersion} 版，还没有修改", $"Version {draft.BaseVersion}, not changed yet"],
        _ => words[$"设计稿已保存（{names.Person(draft.SavedBy).Zh}，{Instants.Text(draft.SavedAt)}），发布前不影响任何工单", $"Draft saved ({names.Person(draft.SavedBy).En}, {Instants.Text(draft.SavedAt)}); no ticket follows it before it is published"],
    };
}
