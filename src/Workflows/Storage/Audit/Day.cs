using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Storage.Audit;

/// <summary>A day of history in UTC.</summary>
internal static class Day
{
    private const string Format = "yyyy-MM-dd";

    /// <summary>As it is stored.</summary>
    public static string Text(DateOnly day) => day.ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>As it was stored.</summary>
    public static DateOnly Read(string text) => DateOnly.ParseExact(text, Format, CultureInfo.InvariantCulture);

    /// <summary>The day of an instant.</summary>
    public static DateOnly Of(DateTimeOffset instant) => DateOnly.FromDateTime(instant.UtcDateTime);

    /// <summary>Its first instant.</summary>
    public static DateTimeOffset Start(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);

    /// <summary>The codes of its steps in the order in which they are sealed, those among them whose steps were stored away.</summary>
    public static IAsyncEnumerable<byte[]> Codes(WorkflowContext context, DateOnly day)
    {
        var (from, to) = (Start(day), Start(day.AddDays(1)));
        var here = context.Steps.Where(s => s.At >= from && s.At < to && s.Mac != null).Select(s => new { s.At, s.InstanceId, s.Revision, Mac = s.Mac! });
        var stored = context.ArchivedSteps.Where(s => s.At >= from && s.At < to).Select(s => new { s.At, s.InstanceId, s.Revision, s.Mac });
        return here.Concat(stored).OrderBy(s => s.At).ThenBy(s => s.InstanceId).ThenBy(s => s.Revision).Select(s => s.Mac).AsAsyncEnumerable();
    }

    /// <summary>How many codes a day has, and what they come to.</summary>
    public static async Task<(long Steps, byte[] Digest)> SumAsync(IAsyncEnumerable<byte[]> codes, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var count = 0L;
        await foreach (var code in codes.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            hash.AppendData(code);
            count++;
        }

        return (count, hash.GetHashAndReset());
    }
}
