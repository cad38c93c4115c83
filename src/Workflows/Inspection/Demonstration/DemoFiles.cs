using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Workflows.Inspection.Drops.Csv;

namespace Workflows.Inspection.Demonstration;

/// <summary>The CSV files of a drop while they are written, with the columns of the import format in its order.</summary>
internal sealed class DemoFiles : IDisposable
{
    private readonly FrozenDictionary<string, StreamWriter> _writers;

    public DemoFiles(string folder)
    {
        Directory.CreateDirectory(folder);
        _writers = DropFormat.Files.ToFrozenDictionary(f => f.Name, f =>
        {
            var writer = new StreamWriter(Path.Combine(folder, f.Name + ".csv"), append: false, new UTF8Encoding(false), 1 << 16) { NewLine = "\n" };
            writer.WriteLine(string.Join(',', f.Columns.Select(c => c.Name)));
            return writer;
        });
    }

    /// <summary>Writes a row; <see langword="null"/> = unknown.</summary>
    public void Row(string file, params ReadOnlySpan<object?> values)
    {
        var writer = _writers[file];
        for (var i = 0; i < values.Length; i++)
        {
            if (i > 0)
            {
                writer.Write(',');
            }

            var text = Convert.ToString(values[i], CultureInfo.InvariantCulture) ?? string.Empty;
            writer.Write(text.AsSpan().IndexOfAny(",\"\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
        }

        writer.WriteLine();
    }

    /// <summary>Writes a reading: the row of which there are very many.</summary>
    public void Reading(string date, string customerNo, double kwh)
    {
        var writer = _writers[DropFormat.Energy];
        writer.Write(date);
        writer.Write(',');
        writer.Write(customerNo);
        writer.Write(',');
        Span<char> number = stackalloc char[32];
        kwh.TryFormat(number, out var length, "0.##", CultureInfo.InvariantCulture);
        writer.WriteLine(number[..length]);
    }

    public void Dispose()
    {
        foreach (var writer in _writers.Values)
        {
            writer.Dispose();
        }
    }
}
