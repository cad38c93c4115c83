using Workflows.Core;

namespace Host.Tasks;

/// <summary>The words of the verbs.</summary>
public static class VerbTexts
{
    /// <summary>What a verb is called.</summary>
    public static LocalizedText Name(TaskVerb verb) => verb switch
    {
        TaskVerb.Delegate => new("委派", "Delegate"),
        TaskVerb.AddSigners => new("加签", "Add signers"),
        TaskVerb.SendBack => new("驳回", "Send back"),
        TaskVerb.Copy => new("抄送", "Copy to"),
        TaskVerb.Urge => new("催办", "Urge"),
        _ => new("评论", "Comment on it"),
    };

    /// <summary>What it does, in a sentence.</summary>
    public static LocalizedText What(TaskVerb verb) => verb switch
    {
        TaskVerb.Delegate => new("请别人提供意见；意见回来后仍由您决定。", "Ask somebody for an opinion; it comes back and you decide."),
        TaskVerb.AddSigners => new("请其他人也审批：在您之前、之后或同时。", "Have others sign too: before you, after you or beside you."),
        TaskVerb.SendBack => new("退回到前面的环节，改好后重新走或直接送回您。", "Back to an earlier step; walked again afterwards, or straight back to you."),
        TaskVerb.Copy => new("让其他人知悉；他们只需阅读，不用办理。", "Let others know; they only read it."),
        TaskVerb.Urge => new("提醒办理人尽快办理；最多 3 次，间隔 2 小时。", "Ask whoever has it to hurry; at most 3 times, 2 hours apart."),
        _ => new("写入痕迹，不影响流程。", "Goes into the trail; the flow goes on as it is."),
    };

    /// <summary>What the text is for; whether it must be given.</summary>
    public static (LocalizedText Label, bool IsRequired) Text(TaskVerb verb) => verb switch
    {
        TaskVerb.Delegate => (new("请对方看什么", "What should they look at"), false),
        TaskVerb.SendBack => (new("驳回原因（必填，会记入痕迹）", "Why it is sent back (required; kept in the trail)"), true),
        TaskVerb.Copy or TaskVerb.Urge => (new("留言（可不填）", "Note (optional)"), false),
        TaskVerb.Comment => (new("评论内容", "Comment"), true),
        _ => (new("原因（会记入痕迹）", "Reason (kept in the trail)"), false),
    };
}
