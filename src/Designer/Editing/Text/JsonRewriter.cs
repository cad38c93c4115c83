using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Designer.Editing.Text;

/// <summary>
/// Writes a changed JSON value back into the text that it was read from: what did not change keeps its bytes – spacing, escapes, the spelling of
/// numbers, the order of members –, and what is new is written the way its surroundings are.
/// </summary>
internal sealed class JsonRewriter
{
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly byte[] _before;
    private readonly string _unit;
    private readonly StringBuilder _text = new();

    private JsonRewriter(byte[] before, JsonSource source)
    {
        _before = before;
        _unit = source.Entries.IsEmpty ? "  " : Indentation(Text(source.Start + 1, source.Entries[0].Start)) is { Length: > 0 } unit ? unit : "  ";
    }

    /// <summary>The text of <paramref name="after"/>, as near to <paramref name="text"/> as can be.</summary>
    /// <param name="text">Valid JSON.</param>
    /// <param name="before">What the text says.</param>
    /// <param name="after">What it shall say.</param>
    public static string Rewrite(string text, JsonNode before, JsonNode after)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var source = JsonSource.Read(bytes);
        var rewriter = new JsonRewriter(bytes, source);
        rewriter._text.Append(rewriter.Text(0, source.Start));
        rewriter.Write(source, before, after, text.Contains('\n', StringComparison.Ordinal) ? "" : null);
        rewriter._text.Append(rewriter.Text(source.End, bytes.Length));
        return rewriter._text.ToString();
    }

    /// <param name="source">Where the value stands.</param>
    /// <param name="before">What stands there.</param>
    /// <param name="after">What shall stand there.</param>
    /// <param name="indentation">Of the line that the value begins on; <see langword="null"/> where everything stands on one line.</param>
    private void Write(JsonSource source, JsonNode? before, JsonNode? after, string? indentation)
    {
        switch (before, after)
        {
            case var _ when JsonNode.DeepEquals(before, after):
                _text.Append(Text(source.Start, source.End));
                break;
            case (JsonObject old, JsonObject now):
                var places = source.Entries.Select((e, i) => (e.Name!, i)).ToDictionary(p => p.Item1, p => p.i, StringComparer.Ordinal);
                WriteEntries(source, [.. now.Select(m => new Entry(m.Key, places.TryGetValue(m.Key, out var at) ? at : -1, old[m.Key], m.Value))], indentation);
                break;
            case (JsonArray old, JsonArray now):
                var pairs = ItemPairs.Of(old, now);
                WriteEntries(source, [.. now.Select((item, i) => new Entry(null, pairs[i], pairs[i] < 0 ? null : old[pairs[i]], item))], indentation);
                break;
            default:
                WriteNew(after, indentation);
                break;
        }
    }

    private void WriteEntries(JsonSource source, Entry[] entries, string? indentation)
    {
        var (open, close) = source.Kind == JsonValueKind.Object ? ('{', '}') : ('[', ']');
        _text.Append(open);
        if (entries.Length > 0)
        {
            var old = source.Entries;
            var first = old.IsEmpty ? (indentation is null ? "" : "\n" + indentation + _unit) : Text(source.Start + 1, old[0].Start);
            var inner = Indentation(first);
            var between = inner is null && indentation is not null ? " " : old.Length > 1 ? Text(old[0].Value.End, old[1].Start).TrimStart(' ', '\t', '\r', '\n').TrimStart(',') : first;
            for (var i = 0; i < entries.Length; i++)
            {
                var (place, previous) = (entries[i].Place, i == 0 ? -1 : entries[i - 1].Place);
                _text.Append((i, place) switch
                {
                    (0, _) => first,
                    (_, > 0) when previous == place - 1 => Text(old[previous].Value.End, old[place].Start),
                    _ => "," + between,
                });
                WriteEntry(source, entries[i], inner);
            }

            _text.Append(old.IsEmpty ? (indentation is null ? "" : "\n" + indentation) : Text(old[^1].Value.End, source.End - 1));
        }

        _text.Append(close);
    }

    private void WriteEntry(JsonSource source, Entry entry, string? indentation)
    {
        if (entry.Place >= 0)
        {
            var place = source.Entries[entry.Place];
            _text.Append(Text(place.Start, place.Value.Start));
            Write(place.Value, entry.Before, entry.After, indentation);
            return;
        }

        if (entry.Name is { } name)
        {
            _text.Append(JsonSerializer.Serialize(name, Compact)).Append(IsSpaced ? ": " : ":");
        }

        WriteNew(entry.After, indentation);
    }

    /// <summary>A text on several lines, or one with blanks in it, is written with a blank behind each colon.</summary>
    private bool IsSpaced => field = field || _before.AsSpan().IndexOf("\": "u8) >= 0;

    private void WriteNew(JsonNode? value, string? indentation)
    {
        if (value is null)
        {
            _text.Append("null");
            return;
        }

        if (indentation is null)
        {
            _text.Append(value.ToJsonString(Compact));
            return;
        }

        var options = new JsonSerializerOptions(Compact) { WriteIndented = true, IndentCharacter = _unit[0], IndentSize = _unit.Length, NewLine = "\n" };
        _text.Append(value.ToJsonString(options).Replace("\n", "\n" + indentation, StringComparison.Ordinal));
    }

    private string Text(int start, int end) => Encoding.UTF8.GetString(_before, start, end - start);

    /// <summary>What stands before a value on its own line; <see langword="null"/> when it shares its line with what comes before.</summary>
    private static string? Indentation(string gap) => gap.LastIndexOf('\n') is >= 0 and var at ? gap[(at + 1)..] : null;

    private sealed record Entry(string? Name, int Place, JsonNode? Before, JsonNode? After);
}
