using Host.Shell.Parts;
using Workflows.Core;
using Workflows.Runtime.Mails;

namespace Host.Mail;

/// <summary>The words for what became of a mail.</summary>
public static class IncomingTexts
{
    /// <summary>The views of the page, the quarantine first.</summary>
    public static IReadOnlyList<(IncomingMailState? State, LocalizedText Text)> Filters { get; } =
    [
        (IncomingMailState.Quarantined, new("隔离区", "Quarantine")),
        .. new[] { IncomingMailState.Decided, IncomingMailState.Answered, IncomingMailState.Ignored, IncomingMailState.Dismissed }.Select(s => ((IncomingMailState?)s, NameOf(s))),
        (null, new("全部", "All")),
    ];

    /// <summary>The state in words.</summary>
    public static LocalizedText NameOf(IncomingMailState state) => state switch
    {
        IncomingMailState.Decided => new("已办理", "Decided"),
        IncomingMailState.Answered => new("已答复", "Answered"),
        IncomingMailState.Ignored => new("自动邮件", "Ignored"),
        IncomingMailState.Dismissed => new("已移出", "Put aside"),
        _ => new("隔离", "In quarantine"),
    };

    /// <summary>What the state means for who looks.</summary>
    public static Tone ToneOf(IncomingMailState state) => state switch
    {
        IncomingMailState.Decided => Tone.Good,
        IncomingMailState.Quarantined => Tone.Warning,
        _ => Tone.Neutral,
    };
}
