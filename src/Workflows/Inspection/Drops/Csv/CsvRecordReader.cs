using System.Text;
using System.Text.Unicode;

namespace Workflows.Inspection.Drops.Csv;

/// <summary>
/// Reads RFC 4180 records from UTF-8 bytes and knows the physical line of each, quoted line breaks included.
/// A record that cannot be read costs one physical line and never the rest of the file.
/// </summary>
internal sealed class CsvRecordReader(Stream stream) : IDisposable
{
    /// <summary>Longest record in bytes; an unclosed quote is recognised by it.</summary>
    public const int MaxRecord = 1 << 20;

    private byte[] _buffer = new byte[4 << 20];
    private byte[] _scratch = new byte[1 << 12];
    private int[] _ends = new int[64];
    private const int ShownOfTooLong = 4096;

    private int _start;
    private int _end;
    private bool _atEnd;
    private bool _begun;
    private bool _skip;
    private bool? _crlf;
    private long _line = 1;

    /// <summary>Bytes of the file before the record read last.</summary>
    public long RecordOffset { get; private set; }

    /// <summary>Bytes of the file up to the next record.</summary>
    public long Offset { get; private set; }

    /// <summary>Where line ends were first of another kind than before, or a line was empty: lawful, but not to be left to another reader. −1 = nowhere.</summary>
    public long IrregularAt { get; private set; } = -1;

    /// <summary>Whether the first line ends with CR LF.</summary>
    public bool IsCrLf => _crlf ?? false;

    /// <summary>Reads the next record; empty lines are passed over.</summary>
    /// <returns><see langword="false"/> at the end of the file.</returns>
    public bool TryRead(out CsvRecord record)
    {
        Begin();
        while (true)
        {
            SkipRest();
            var lineEnd = FindLineEnd(_start);
            if (lineEnd < 0)
            {
                record = default;
                return false;
            }

            if (lineEnd - _start > MaxRecord)
            {
                record = Reject(RejectReason.TooLong, _buffer.AsSpan(_start, ShownOfTooLong));
                RecordOffset = Offset;
                _skip = true;
                return true;
            }

            var line = TrimEnd(_buffer.AsSpan(_start, lineEnd - _start), lineEnd);
            RecordOffset = Offset;
            if (line.IsEmpty)
            {
                MarkIrregular();
                Advance(lineEnd, 1);
                continue;
            }

            record = line.IndexOfAny((byte)'"', (byte)'\r', (byte)0) < 0 ? ReadPlain(line, lineEnd)
                : line.Contains((byte)'"') ? ReadQuoted()
                : ReadFaulty(RejectReason.Encoding);
            return true;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();

    private void Begin()
    {
        if (_begun)
        {
            return;
        }

        _begun = true;
        Fill();
        if (_buffer.AsSpan(_start, _end - _start).StartsWith(Encoding.UTF8.Preamble))
        {
            _start += 3;
            Offset += 3;
        }
    }

    private CsvRecord ReadPlain(ReadOnlySpan<byte> line, int lineEnd)
    {
        var count = 0;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == (byte)',')
            {
                AddEnd(ref count, i);
            }
        }

        AddEnd(ref count, line.Length);
        var record = new CsvRecord { Line = _line, Raw = line, Text = line, Ends = _ends.AsSpan(0, count), Fault = TextFault(line) };
        Advance(lineEnd, 1);
        return record;
    }

    private CsvRecord ReadQuoted()
    {
        var (fault, count, length, recordEnd, lines) = ParseQuoted();
        if (fault is not null)
        {
            return ReadFaulty(fault);
        }

        var raw = TrimEnd(_buffer.AsSpan(_start, recordEnd - _start), recordEnd);
        var record = new CsvRecord { Line = _line, Raw = raw, Text = _scratch.AsSpan(0, length), Ends = _ends.AsSpan(0, count), Fault = TextFault(raw) };
        Advance(recordEnd, lines);
        return record;
    }

    /// <summary>Gives up one physical line: what follows it may be sound.</summary>
    private CsvRecord ReadFaulty(string reason)
    {
        var lineEnd = FindLineEnd(_start);
        var record = Reject(reason, TrimEnd(_buffer.AsSpan(_start, lineEnd - _start), lineEnd));
        Advance(lineEnd, 1);
        return record;
    }

    private CsvRecord Reject(string reason, ReadOnlySpan<byte> raw) => new() { Line = _line, Raw = raw, Text = [], Ends = [], Fault = reason };

    /// <summary>Passes over what is left of a line that is too long to be a record, without keeping it.</summary>
    private void SkipRest()
    {
        while (_skip)
        {
            var index = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            if (index >= 0)
            {
                Advance(_start + index, 1);
                _skip = false;
                return;
            }

            Offset += _end - _start;
            _start = _end;
            _skip = FillMore();
        }
    }

    private (string? Fault, int Count, int Length, int RecordEnd, int Lines) ParseQuoted()
    {
        var (count, length, lines) = (0, 0, 1);
        var (inQuotes, fieldStart, closed) = (false, true, false);
        for (var i = 0; ; i++)
        {
            if (i > MaxRecord)
            {
                return (RejectReason.Quote, 0, 0, 0, 0);
            }

            if (_start + i >= _end && !FillMore())
            {
                if (inQuotes)
                {
                    return (RejectReason.Quote, 0, 0, 0, 0);
                }

                AddEnd(ref count, length);
                return (null, count, length, _end, lines);
            }

            var b = _buffer[_start + i];
            if (inQuotes)
            {
                if (b == '"')
                {
                    (inQuotes, closed) = (false, true);
                }
                else
                {
                    lines += b == '\n' ? 1 : 0;
                    Append(ref length, b);
                }

                continue;
            }

            switch (b)
            {
                case (byte)'"' when fieldStart:
                    (inQuotes, fieldStart) = (true, false);
                    break;
                case (byte)'"' when closed:
                    Append(ref length, b); // a doubled quote is one quote
                    (inQuotes, closed) = (true, false);
                    break;
                case (byte)'"':
                    return (RejectReason.Quote, 0, 0, 0, 0);
                case (byte)',':
                    AddEnd(ref count, length);
                    Append(ref length, b);
                    (fieldStart, closed) = (true, false);
                    break;
                case (byte)'\n':
                    AddEnd(ref count, length);
                    return (null, count, length, _start + i, lines);
                case (byte)'\r' when _start + i + 1 >= _end ? !FillMore() || _buffer[_start + i + 1] == '\n' : _buffer[_start + i + 1] == '\n':
                    break;
                default:
                    if (closed || b == '\r')
                    {
                        return (RejectReason.Quote, 0, 0, 0, 0);
                    }

                    Append(ref length, b);
                    fieldStart = false;
                    break;
            }
        }
    }

    private static string? TextFault(ReadOnlySpan<byte> bytes) =>
        Ascii.IsValid(bytes) || Utf8.IsValid(bytes) ? null : RejectReason.Encoding;

    private ReadOnlySpan<byte> TrimEnd(ReadOnlySpan<byte> line, int lineEnd)
    {
        var crlf = line.Length > 0 && line[^1] == (byte)'\r';
        if (lineEnd < _end)
        {
            _crlf ??= crlf;
            if (_crlf != crlf)
            {
                MarkIrregular();
            }
        }

        return crlf ? line[..^1] : line;
    }

    private void MarkIrregular() => IrregularAt = IrregularAt < 0 ? Offset : IrregularAt;

    private void Advance(int lineEnd, int lines)
    {
        var next = Math.Min(lineEnd + 1, _end);
        Offset += next - _start;
        _start = next;
        _line += lines;
    }

    /// <summary>Index of the line feed, or of the end of what was read when the file ends or the line is too long; −1 when nothing is left.</summary>
    private int FindLineEnd(int from)
    {
        while (true)
        {
            var index = _buffer.AsSpan(from, _end - from).IndexOf((byte)'\n');
            if (index >= 0)
            {
                return from + index;
            }

            var offset = _end - _start;
            if (offset > MaxRecord)
            {
                return _end;
            }

            if (!FillMore())
            {
                return _end > _start ? _end : -1;
            }

            from = _start + offset;
        }
    }

    private bool FillMore()
    {
        if (_atEnd)
        {
            return false;
        }

        Fill();
        return true;
    }

    // Records never move while they are looked at: the buffer is only moved or grown here, before a record is cut out of it.
    private void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, 2 * _buffer.Length);
        }

        var read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _atEnd = read == 0;
        _end += read;
    }

    private void AddEnd(ref int count, int end)
    {
        if (count == _ends.Length)
        {
            Array.Resize(ref _ends, 2 * _ends.Length);
        }

        _ends[count++] = end;
    }

    private void Append(ref int length, byte b)
    {
        if (length == _scratch.Length)
        {
            Array.Resize(ref _scratch, 2 * _scratch.Length);
        }

        _scratch[length++] = b;
    }
}
