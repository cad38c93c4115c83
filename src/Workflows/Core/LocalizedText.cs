using System.Globalization;

namespace Workflows.Core;

/// <summary>A sentence for a person, in both languages of the product.</summary>
/// <param name="Zh">Simplified Chinese. Never empty.</param>
/// <param name="En">English. Never empty.</param>
public sealed record LocalizedText(string Zh, string En)
{
    /// <summary>A text that is the same in both languages, such as a name.</summary>
    public static LocalizedText Same(string text) => new(text, text);

    /// <summary>The text for a culture: Chinese for every <c>zh</c> culture, else English.</summary>
    public string For(CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(culture);
        return culture.TwoLetterISOLanguageName == "zh" ? Zh : En;
    }

    /// <summary>The text for the culture of the running thread's user interface.</summary>
    public override string ToString() => For(CultureInfo.CurrentUICulture);
}
