using System.Text.Json.Nodes;

namespace Workflows.Core.Expressions;

/// <summary>A Liquid text that is filled in from data alone: the same bounds on loops, time and output, and the same filters, as Liquid expressions have.</summary>
public sealed class LiquidText
{
    private readonly PreparedTemplate _template;

    private LiquidText(PreparedTemplate template) => _template = template;

    /// <summary>What is wrong with the text itself; <see langword="null"/> when it can be read.</summary>
    public string? Error => _template.Error;

    /// <summary>Reads a text. A faulty one is told by <see cref="Error"/> and can never be filled in.</summary>
    public static LiquidText Read(string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new(PreparedTemplate.Prepare(source));
    }

    /// <summary>
    /// The line, from 1, that makes a text faulty: from there on every beginning of it has the fault. Liquid's own messages name no lines.
    /// </summary>
    /// <returns><see langword="null"/> when the text can be read.</returns>
    public static int? FaultyLine(string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (Read(source).Error is not { } fault)
        {
            return null;
        }

        var lines = source.ReplaceLineEndings("\n").Split('\n');
        var first = lines.Length;
        while (first > 1 && Read(string.Join('\n', lines.Take(first - 1))).Error == fault)
        {
            first--;
        }

        return first;
    }

    /// <summary>Fills the text in.</summary>
    /// <param name="model">Everything the text may read.</param>
    /// <returns>The text, or why there is none: it is faulty, runs too long or grows too large.</returns>
    public (string? Text, string? Error) Fill(JsonObject model)
    {
        ArgumentNullException.ThrowIfNull(model);
        try
        {
            return (_template.Render(model), null);
        }
        catch (ActivityFaultException exception)
        {
            return (null, exception.Message);
        }
    }
}
