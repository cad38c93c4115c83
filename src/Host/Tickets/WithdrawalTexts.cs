using Workflows.Core;
using Workflows.Core.Instances;

namespace Host.Tickets;

/// <summary>Why a task was taken out of inboxes, in words.</summary>
public static class WithdrawalTexts
{
    /// <summary>The words for a reason of the engine; a person's own words stay as they are.</summary>
    public static LocalizedText Of(string reason) => reason switch
    {
        WithdrawalReasons.NotNeeded => new("不再需要办理", reason),
        WithdrawalReasons.Decided => new("其他人的意见已有结果", reason),
        WithdrawalReasons.SentBack => new("流程被驳回", reason),
        WithdrawalReasons.TakenBack => new("上一环节被拿回", reason),
        WithdrawalReasons.OthersFirst => new("先由加签人办理", reason),
        WithdrawalReasons.Removed => new("已减签", reason),
        _ => LocalizedText.Same(reason),
    };
}
