using System.Collections.Immutable;
using System.Text;

namespace Designer.Editing.Layout;

/// <summary>How wide words are, near enough for boxes and line breaks without a font at hand: a Chinese character is one em, a Latin one a bit more than half.</summary>
public static class TextMeasure
{
    /// <summary>Width in pixels.</summary>
    /// <param name="text">One line.</param>
    /// <param name="fontSize">In pixels.</param>
    public static double Width(string text, double fontSize)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.EnumerateRunes().Sum(Em) * fontSize;
    }

    /// <summary>Breaks a text into lines no wider than <paramref name="width"/>; what does not fit into the last line is cut with an ellipsis.</summary>
    /// <param name="text">The text.</param>
    /// <param name="width">Room in pixels.</param>
    /// <param name="fontSize">In pixels.</param>
    /// <param name="maxLines">At least 1.</param>
    public static ImmutableArray<string> Wrap(string text, double width, double fontSize, int maxLines)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = ImmutableArray.CreateBuilder<string>();
        var line = "";
        foreach (var word in Words(text))
        {
            if (line.Length == 0 || Width(line + word.TrimEnd(), fontSize) <= width)
            {
                line += word;
                continue;
            }

            lines.Add(line.Trim());
            line = word;
        }

        lines.Add(line.Trim());
        if (lines.Count <= maxLines)
        {
            return [.. lines.Select(l => Cut(l, width, fontSize))];
        }

        var rest = string.Concat(lines.Skip(maxLines - 1).Select((l, i) => i == 0 ? l : " " + l));
        return [.. lines.Take(maxLines - 1), Cut(rest + "…", width, fontSize)];
    }

    private static string Cut(string line, double width, double fontSize)
    {
        if (Width(line, fontSize) <= width)
        {
            return line;
        }

        var kept = new StringBuilder();
        foreach (var rune in line.EnumerateRunes())
        {
            if (Width(kept.ToString() + rune + "…", fontSize) > width)
            {
                break;
            }

            kept.Append(rune);
        }

        return kept.ToString().TrimEnd('…') + "…";
    }

    /// <summary>Where a line may break: after a space, and between any two Chinese characters.</summary>
    private static IEnumerable<string> Words(string text)
    {
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (Em(rune) >= 1 && word.Length > 0)
            {
                yield return word.ToString();
                word.Clear();
            }

            word.Append(rune);
            if (Em(rune) >= 1 || Rune.IsWhiteSpace(rune))
            {
                yield return word.ToString();
                word.Clear();
            }
        }

        if (word.Length > 0)
        {
            yield return word.ToString();
        }
    }

    private static double Em(Rune rune) => rune.Value switch
    {
        >= 0x2E80 and <= 0x9FFF or >= 0xAC00 and <= 0xD7A3 or >= 0xF900 and <= 0xFAFF or >= 0xFF00 and <= 0xFF60 or >= 0x20000 => 1,
        >= 'A' and <= 'Z' or 'm' or 'w' => 0.7,
        'i' or 'l' or 'j' or 't' or 'f' or ' ' or '.' or ',' => 0.33,
        _ => 0.56,
    };
}
