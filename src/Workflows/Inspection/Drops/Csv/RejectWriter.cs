using System.Globalization;
using System.Text;

namespace Workflows.Inspection.Drops.Csv;

/// <summary>Writes the reject file of an import: every row that was not taken, with its place and the reason. The file comes to be with the first reject.</summary>
internal sealed class RejectWriter(string path) : IDisposable
{
    private StreamWriter? _writer;

    /// <summary>The file; <see langword="null"/> while nothing was rejected.</summary>
    public string? Path => _writer is null ? null : path;

    /// <summary>Writes one reject.</summary>
    /// <param name="file">File name.</param>
    /// <param name="line">Physical line in which the row begins, from 1.</param>
    /// <param name="column">Column at fault; empty when it is the row as a whole.</param>
    /// <param name="reason">One of <see cref="RejectReason"/>.</param>
    /// <param name="row">The row as it stands in the file.</param>
    public void Write(string file, long line, string column, string reason, ReadOnlySpan<byte> row)
    {
        if (_writer is null)
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            _writer = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
            _writer.WriteLine("file,line,column,reason,row");
        }

        _writer.WriteLine(string.Join(',', Quote(file), line.ToString(CultureInfo.InvariantCulture), Quote(column), Quote(reason), Quote(Encoding.UTF8.GetString(row))));
    }

    /// <inheritdoc/>
    public void Dispose() => _writer?.Dispose();

    private static string Quote(string value) =>
        value.AsSpan().IndexOfAny(",\"\r\n") < 0 ? value : $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
