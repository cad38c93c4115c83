namespace Workflows.Core;

/// <summary>Messages of imports and incidents stand in reports, reject files and histories in both languages at once (<c>中文 / English</c>); a page shows the reader's.</summary>
public static class BothLanguages
{
    private const string Between = " / ";

    /// <summary>Takes the message apart; one that is in one language only stays whole.</summary>
    public static LocalizedText Of(string message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var at = message.IndexOf(Between, StringComparison.Ordinal);
        return at > 0 && at + Between.Length < message.Length && message[..at].Any(IsHan) && !message[(at + Between.Length)..].Any(IsHan)
            ? new LocalizedText(message[..at], message[(at + Between.Length)..])
            : LocalizedText.Same(message);
    }

    private static bool IsHan(char c) => c is >= '\u4e00' and <= '\u9fff';
}
