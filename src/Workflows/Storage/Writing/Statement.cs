using System.Data.Common;

namespace Workflows.Storage.Writing;

/// <summary>A prepared command with positional parameters <c>@p0</c>, <c>@p1</c> …</summary>
internal abstract class Statement : IDisposable
{
    /// <summary>
    /// Runs it without waiting for what becomes of it. It may travel together with the next statement that is asked, so an error comes to light there, or when
    /// the work ends; in either case before the commit.
    /// </summary>
    public abstract Sent Send(params ReadOnlySpan<object?> values);

    /// <summary>Runs it and returns how many rows it changed.</summary>
    public abstract int Execute(params ReadOnlySpan<object?> values);

    /// <summary>Runs it and returns the first value of the first row; <see langword="null"/> when there is no row.</summary>
    public abstract object? Scalar(params ReadOnlySpan<object?> values);

    /// <summary>Runs it and reads every row.</summary>
    public abstract List<T> Read<T>(Func<DbDataReader, T> row, params ReadOnlySpan<object?> values);

    public abstract void Dispose();

    /// <summary>A value as every database can keep it: instants as UTC ticks, texts without the zero character, which PostgreSQL refuses.</summary>
    protected static object Stored(object? value) => value switch
    {
        null => DBNull.Value,
        DateTimeOffset instant => instant.UtcTicks,
        string text when text.Contains('\0', StringComparison.Ordinal) => text.Replace('\0', '\uFFFD'),
        _ => value,
    };

    /// <summary>All rows that are left.</summary>
    protected static List<T> Rows<T>(DbDataReader reader, Func<DbDataReader, T> row)
    {
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(row(reader));
        }

        return rows;
    }
}
