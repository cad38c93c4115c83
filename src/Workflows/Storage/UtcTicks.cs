using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Workflows.Storage;

/// <summary>Stores an instant as UTC ticks: SQLite cannot compare a <see cref="DateTimeOffset"/>, and ticks sort the same on every provider.</summary>
internal sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(instant => instant.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
