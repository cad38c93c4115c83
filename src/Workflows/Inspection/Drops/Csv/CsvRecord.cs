namespace Workflows.Inspection.Drops.Csv;

/// <summary>One record of a CSV file, valid until the next is read.</summary>
internal readonly ref struct CsvRecord
{
    /// <summary>Physical line in which it begins, from 1.</summary>
    public required long Line { get; init; }

    /// <summary>The record as it stands in the file, without its line end.</summary>
    public required ReadOnlySpan<byte> Raw { get; init; }

    /// <summary>Ends of the fields in <see cref="Text"/>.</summary>
    public required ReadOnlySpan<int> Ends { get; init; }

    /// <summary>The fields one after the other, unquoted; with one separator between them.</summary>
    public required ReadOnlySpan<byte> Text { get; init; }

    /// <summary>Why it cannot be read; <see langword="null"/> when it can.</summary>
    public required string? Fault { get; init; }

    /// <summary>How many fields it has.</summary>
    public int Count => Ends.Length;

    /// <summary>A field, unquoted.</summary>
    public ReadOnlySpan<byte> this[int index] => Text[(index == 0 ? 0 : Ends[index - 1] + 1)..Ends[index]];
}
