using System.Collections.Immutable;
using Workflows.Core.Instances;

namespace Workflows.Core.Flow.Tasks;

/// <summary>The unit that holds a task; its calendar counts.</summary>
internal static class TaskUnit
{
    /// <summary>The unit of the role that may take it, else of the person who has or may take it, else of the instance.</summary>
    public static string? Of(Step step, string? assignee, ImmutableArray<Candidate> candidates) =>
        candidates.Select(c => c.Unit).FirstOrDefault(u => u is not null)
        ?? new[] { assignee }.Concat(candidates.Select(c => c.PersonId)).OfType<string>().Select(p => UnitOf(step, p)).FirstOrDefault(u => u is not null)
        ?? step.Before.Header.Unit;

    /// <inheritdoc cref="Of(Step, string?, ImmutableArray{Candidate})"/>
    public static string? Of(Step step, HumanTask task) => task.DueBasis is { } basis ? basis.Unit : Of(step, task.Assignee, task.Candidates);

    private static string? UnitOf(Step step, string personId) => step.Context.Organisation.Person(personId)?.Grants.FirstOrDefault()?.Unit;
}
