using System.Collections.Immutable;
using Workflows.Core.Instances;

namespace Workflows.Core.Flow.Tasks;

/// <summary>Whom a task is for.</summary>
/// <param name="Assignee">The person who has it; <see langword="null"/> = it goes to the pool.</param>
/// <param name="Candidates">Who may take it.</param>
/// <param name="Excluded">Who may not do it whatever their role.</param>
/// <param name="Seat">The seat of a round that it asks.</param>
/// <param name="RedoOf">The earlier task that it does over.</param>
internal sealed record TaskFor(string? Assignee, ImmutableArray<Candidate> Candidates, ImmutableArray<string> Excluded, int? Seat = null, Guid? RedoOf = null);
