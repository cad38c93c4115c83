using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Workflows.Mail.Receiving;

/// <summary>What a word of the vocabulary means.</summary>
internal enum ReplyMeaning
{
    /// <summary>Yes.</summary>
    Approve,

    /// <summary>No.</summary>
    Reject,
}

/// <summary>The closed vocabulary of answers. A word that is not here decides nothing: "ok", "收到" and "可以" may mean that somebody has read the mail.</summary>
internal static class ReplyWords
{
    /// <summary>Every word with its meaning, the longest first, so that "不同意" is not read as "同意".</summary>
    public static ImmutableArray<(string Word, ReplyMeaning Meaning)> All { get; } =
    [
        .. Of(ReplyMeaning.Approve, "同意", "批准", "通过", "通過", "核准", "准予", "审批通过", "审核通过", "approve", "approved", "agree", "agreed"),
        .. Of(
            ReplyMeaning.Reject,
            "不同意", "不批准", "不通过", "不通過", "不准", "不予批准", "不予同意", "不予通过", "未通过", "驳回", "駁回", "退回", "拒绝", "拒絕", "否决", "否決",
            "reject", "rejected", "disapprove", "disapproved", "disagree", "decline", "declined", "deny", "denied",
            "not approve", "not approved", "do not approve", "don't approve", "cannot approve", "can't approve", "not agree", "do not agree", "don't agree"),
    ];

    /// <summary>What may stand before the word.</summary>
    public static ImmutableArray<string> Openings { get; } = ["我方", "本人", "我", "已阅", "已阅,", "i"];

    /// <summary>What makes a yes doubtful when it stands in the same line: a negation, a condition, a question.</summary>
    public static ImmutableArray<string> Doubts { get; } =
    [
        "不", "未", "没", "無", "无", "暂", "但", "除非", "如果", "若", "前提", "条件", "吗", "么", "与否", "是否", "还是", "或", "再议", "?",
        "not", "n't", "no", "cannot", "never", "unless", "if", "but", "when", "once", "provided", "pending", "later", "or",
    ];

    /// <summary>How a line begins that makes a yes above it a condition, or takes it back.</summary>
    public static ImmutableArray<string> Conditions { get; } =
        ["但", "不过", "除非", "如果", "若", "前提", "只要", "否则", "等", "待", "unless", "if", "but", "provided", "once", "only if", "otherwise"];

    /// <summary>A text in the form in which it is compared: compatible characters, one case, straight apostrophes, invisible characters left out.</summary>
    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in Normal(text))
        {
            if (c is '’' or '‘' or '＇')
            {
                plain.Append('\'');
            }
            else if (char.GetUnicodeCategory(c) is not (UnicodeCategory.Format or UnicodeCategory.Control))
            {
                plain.Append(char.IsWhiteSpace(c) ? ' ' : char.ToLowerInvariant(c));
            }
        }

        return plain.ToString().Trim();
    }

    private static string Normal(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            // Half of a surrogate pair: nothing of the vocabulary holds one.
            return text;
        }
    }

    private static IEnumerable<(string, ReplyMeaning)> Of(ReplyMeaning meaning, params string[] words) => words.Select(word => (word, meaning));
}
