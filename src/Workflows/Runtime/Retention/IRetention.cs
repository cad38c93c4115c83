using System.Collections.Immutable;
using Workflows.Core;
using Workflows.Core.Definitions;

namespace Workflows.Runtime.Retention;

/// <summary>Stores ended instances away in archive files once they have been kept long enough, and only then takes them out of the database.</summary>
public interface IRetention
{
    /// <summary>Stores away everything that is due now.</summary>
    /// <returns>How many instances were taken out of the database.</returns>
    Task<int> RunAsync(CancellationToken cancellationToken = default);

    /// <summary>How far it is.</summary>
    Task<RetentionStatus> StatusAsync(CancellationToken cancellationToken = default);
}

/// <summary>How far retention is.</summary>
/// <param name="IsOn">Whether it runs by itself.</param>
/// <param name="LastRun">The last run; <see langword="null"/> = none yet.</param>
/// <param name="Stored">Instances in archive files.</param>
/// <param name="Bytes">Size of those files.</param>
/// <param name="Rules">What holds for each definition.</param>
public sealed record RetentionStatus(bool IsOn, RetentionRun? LastRun, long Stored, long Bytes, ImmutableArray<RetentionRule> Rules);

/// <summary>A run of retention.</summary>
/// <param name="StartedAt">When it began.</param>
/// <param name="EndedAt">When it ended; <see langword="null"/> = it is under way, or was cut off.</param>
/// <param name="Stored">Instances it took out of the database so far.</param>
/// <param name="Problem">What went wrong; <see langword="null"/> = nothing.</param>
public sealed record RetentionRun(DateTimeOffset StartedAt, DateTimeOffset? EndedAt, int Stored, string? Problem);

/// <summary>How long the ended instances of a definition are kept.</summary>
/// <param name="DefinitionId">The definition.</param>
/// <param name="Name">Its name.</param>
/// <param name="Period">As the version in use says; the newest one when none is in use.</param>
/// <param name="Due">Instances that are to be stored away now.</param>
public sealed record RetentionRule(string DefinitionId, string Name, RetentionPeriod Period, long Due);
