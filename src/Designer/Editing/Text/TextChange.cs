namespace Designer.Editing.Text;

/// <summary>What an edit did to a text: small to keep, and as easily undone as done again.</summary>
/// <param name="At">Where it begins.</param>
/// <param name="Removed">What stood there.</param>
/// <param name="Inserted">What stands there now.</param>
internal readonly record struct TextChange(int At, string Removed, string Inserted)
{
    /// <summary>The shortest single change that leads from one text to the other.</summary>
    public static TextChange Between(string before, string after)
    {
        var shorter = Math.Min(before.Length, after.Length);
        var at = before.AsSpan().CommonPrefixLength(after);
        var tail = 0;
        while (tail < shorter - at && before[^(tail + 1)] == after[^(tail + 1)])
        {
            tail++;
        }

        return new TextChange(at, before[at..^tail], after[at..^tail]);
    }

    public string Redo(string text) => string.Concat(text.AsSpan(0, At), Inserted, text.AsSpan(At + Removed.Length));

    public string Undo(string text) => string.Concat(text.AsSpan(0, At), Removed, text.AsSpan(At + Inserted.Length));
}
