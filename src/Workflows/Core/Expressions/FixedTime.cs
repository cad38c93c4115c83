using System.Globalization;
using Jint.Runtime;

namespace Workflows.Core.Expressions;

/// <summary>A clock for scripts that stands still at the instant of the decision, so that the same decision gives the same result.</summary>
internal sealed class FixedTime(DateTimeOffset now) : ITimeSystem
{
    private readonly DefaultTimeSystem _parser = new(Zone(now.Offset), CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public TimeZoneInfo DefaultTimeZone { get; } = Zone(now.Offset);

    /// <summary>A zone with one offset all year.</summary>
    public static TimeZoneInfo Zone(TimeSpan offset) =>
        offset == TimeSpan.Zero ? TimeZoneInfo.Utc : TimeZoneInfo.CreateCustomTimeZone($"UTC{offset}", offset, null, null);

    /// <inheritdoc/>
    public DateTimeOffset GetUtcNow() => now.ToUniversalTime();

    /// <inheritdoc/>
    public bool TryParse(string date, out long epochMilliseconds) => _parser.TryParse(date, out epochMilliseconds);

    /// <inheritdoc/>
    public TimeSpan GetUtcOffset(long epochMilliseconds) => now.Offset;
}
