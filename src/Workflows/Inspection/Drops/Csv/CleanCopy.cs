namespace Workflows.Inspection.Drops.Csv;

/// <summary>The good rows of a file that has bad ones. Until the first of those nothing is written: the file may be clean.</summary>
internal sealed class CleanCopy(SourceFile file, string path) : IDisposable
{
    private FileStream? _stream;

    /// <summary>Copies what was good so far; later calls change nothing.</summary>
    public void Begin(CsvRecordReader reader)
    {
        if (_stream is not null)
        {
            return;
        }

        _stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, 1 << 16);
        var left = reader.IrregularAt >= 0 ? Math.Min(reader.IrregularAt, reader.RecordOffset) : reader.RecordOffset;
        using var original = file.Open();
        var buffer = new byte[1 << 16];
        while (left > 0)
        {
            var read = original.Read(buffer, 0, (int)Math.Min(buffer.Length, left));
            if (read == 0)
            {
                throw new IOException($"{file.Name} became shorter while it was read.");
            }

            _stream.Write(buffer, 0, read);
            left -= read;
        }
    }

    /// <summary>Adds a good row, once there is a copy.</summary>
    public void Write(ReadOnlySpan<byte> raw, bool crlf)
    {
        if (_stream is null)
        {
            return;
        }

        _stream.Write(raw);
        _stream.Write(crlf ? "\r\n"u8 : "\n"u8);
    }

    /// <summary>Closes the copy.</summary>
    /// <returns>Where the good rows are.</returns>
    public string Finish()
    {
        if (_stream is null)
        {
            return file.Path;
        }

        Dispose();
        return path;
    }

    /// <inheritdoc/>
    public void Dispose() => _stream?.Dispose();
}
