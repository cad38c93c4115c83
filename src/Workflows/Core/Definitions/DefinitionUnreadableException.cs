namespace Workflows.Core.Definitions;

/// <summary>A file of a workflow folder cannot be read: not JSON, or not what its place demands. Nothing was changed.</summary>
public sealed class DefinitionUnreadableException : Exception
{
    /// <summary>Makes the error.</summary>
    public DefinitionUnreadableException()
    {
    }

    /// <summary>Makes the error.</summary>
    public DefinitionUnreadableException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the error.</summary>
    public DefinitionUnreadableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Makes the error with its place.</summary>
    /// <param name="path">The file, as the caller named it.</param>
    /// <param name="line">Line, from 1; <see langword="null"/> when the fault is in no one place.</param>
    /// <param name="column">Byte position in the line, from 1.</param>
    /// <param name="reason">What is wrong, in both languages.</param>
    /// <param name="innerException">The parser's own error, if any.</param>
    public DefinitionUnreadableException(string path, long? line, long? column, LocalizedText reason, Exception? innerException = null)
        : base(line is null ? $"{path}: {reason?.En}" : $"{path}({line},{column}): {reason?.En}", innerException)
    {
        Path = path;
        Line = line;
        Column = column;
        Reason = reason;
    }

    /// <summary>The file.</summary>
    public string? Path { get; }

    /// <summary>Line, from 1.</summary>
    public long? Line { get; }

    /// <summary>Byte position in the line, from 1.</summary>
    public long? Column { get; }

    /// <summary>What is wrong, for a person.</summary>
    public LocalizedText? Reason { get; }
}
