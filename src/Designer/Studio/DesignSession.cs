using System.Globalization;
using Workflows.Core;

namespace Designer.Studio;

/// <summary>What the parts of a designer share: they speak one language and hear of every change.</summary>
/// <param name="language">Of the words.</param>
public abstract class DesignSession(CultureInfo language)
{
    /// <summary>Something is to be drawn anew.</summary>
    public event Action? Changed;

    /// <summary>Of the words.</summary>
    public CultureInfo Language { get; } = language;

    /// <summary>The words in the designer's language.</summary>
    public string Say(string zh, string en) => Language.TwoLetterISOLanguageName == "zh" ? zh : en;

    /// <summary>The text in the designer's language; empty for <see langword="null"/>.</summary>
    public string Say(LocalizedText? text) => text?.For(Language) ?? "";

    /// <summary>Says that something is to be drawn anew.</summary>
    protected void RaiseChanged() => Changed?.Invoke();
}
