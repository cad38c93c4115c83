using System.Collections.Immutable;
using Workflows.Core.Organisation;

namespace Workflows.Runtime.Queries;

/// <summary>How the human steps of a workflow fare, counted in the database over the instances that the reader may see. What was stored away is not counted.</summary>
public interface IStepStatistics
{
    /// <summary>The figures of every step that was handed out.</summary>
    /// <param name="reader">Whose view it is.</param>
    /// <param name="filter">Which tasks count.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<StepFigures>> OfAsync(Actor reader, StepFilter filter, CancellationToken cancellationToken = default);
}

/// <summary>Which tasks count.</summary>
/// <param name="DefinitionId">The workflow.</param>
/// <param name="From">Handed out at this instant or later.</param>
/// <param name="Before">Handed out before this instant.</param>
/// <param name="Version">Only of instances on this version; <see langword="null"/> = all.</param>
/// <param name="Unit">Only of instances of this unit and below; <see langword="null"/> = all.</param>
public sealed record StepFilter(string DefinitionId, DateTimeOffset From, DateTimeOffset Before, int? Version = null, string? Unit = null);

/// <summary>The figures of one step. Waiting times are from handing out to the decision, in office time of the organisation's calendar, by nearest rank.</summary>
/// <param name="Name">The step's name: that of its activity, else its id.</param>
/// <param name="Tasks">Tasks handed out.</param>
/// <param name="Open">Tasks that are open now.</param>
/// <param name="Overdue">Tasks that were decided late, or are open and past due.</param>
/// <param name="ByMachine">Tasks that a deadline decided.</param>
/// <param name="Outcomes">How often each outcome was chosen.</param>
/// <param name="Median">Half of the decided tasks waited no longer; <see langword="null"/> = none was decided.</param>
/// <param name="NinthDecile">9 of 10 decided tasks waited no longer.</param>
public sealed record StepFigures(string Name, int Tasks, int Open, int Overdue, int ByMachine, ImmutableDictionary<string, int> Outcomes, TimeSpan? Median, TimeSpan? NinthDecile);
