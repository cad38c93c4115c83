using System.Globalization;
using Workflows.Core;

namespace Host.Shell;

/// <summary>
/// Picks the reader's language where the words are used: <c>L["收件箱", "Inbox"]</c>. The language is fixed for the life of a
/// request or circuit, so that a page that is redrawn by somebody else's commit stays in its reader's language.
/// </summary>
public sealed class Localizer
{
    /// <summary>Takes the language of the request that the scope belongs to.</summary>
    public Localizer() => Culture = CultureInfo.CurrentUICulture;

    /// <summary>The reader's culture: <c>zh-CN</c> or <c>en</c>.</summary>
    public CultureInfo Culture { get; }

    /// <summary>Whether the reader reads Chinese.</summary>
    public bool IsChinese => Culture.TwoLetterISOLanguageName == "zh";

    /// <summary>The words in the reader's language.</summary>
    public string this[string zh, string en] => IsChinese ? zh : en;

    /// <summary>The text in the reader's language; empty for <see langword="null"/>.</summary>
    public string this[LocalizedText? text] => text?.For(Culture) ?? "";

    /// <summary>Makes the reader's language that of the running call, before drawing from a call that another thread began.</summary>
    public void Apply()
    {
        CultureInfo.CurrentUICulture = Culture;
        CultureInfo.CurrentCulture = Culture;
    }
}
