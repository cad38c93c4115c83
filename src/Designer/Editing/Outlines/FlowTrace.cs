using System.Collections.Immutable;
using Workflows.Core.Instances;

namespace Designer.Editing.Outlines;

/// <summary>Where one instance went in its drawing: folded from the facts of its history, never from guesses.</summary>
public sealed record FlowTrace
{
    /// <summary>A trace of nothing: the definition alone.</summary>
    public static FlowTrace Empty { get; } = new();

    /// <summary>How often each step was begun, by id.</summary>
    public ImmutableDictionary<string, int> Visits { get; init; } = ImmutableDictionary<string, int>.Empty;

    /// <summary>How often each way was taken, by <see cref="DiagramEdge.Key"/>.</summary>
    public ImmutableDictionary<string, int> Taken { get; init; } = ImmutableDictionary<string, int>.Empty;

    /// <summary>Steps where the instance waits now.</summary>
    public ImmutableHashSet<string> Current { get; init; } = [];

    /// <summary>Steps that failed and wait for an operator.</summary>
    public ImmutableHashSet<string> Faulted { get; init; } = [];

    /// <summary>Folds a history, oldest first, onto an outline.</summary>
    public static FlowTrace Of(DiagramOutline outline, IEnumerable<InstanceEvent> history)
    {
        ArgumentNullException.ThrowIfNull(outline);
        ArgumentNullException.ThrowIfNull(history);
        var visits = ImmutableDictionary.CreateBuilder<string, int>();
        var taken = ImmutableDictionary.CreateBuilder<string, int>();
        var waiting = new Dictionary<Guid, string>();
        var faulted = new Dictionary<Guid, string>();
        foreach (var fact in InTodaysWords([.. history]))
        {
            if (outline.Find(fact.ActivityId) is not { } node)
            {
                continue;
            }

            var isNodeItself = node.Id == fact.ActivityId;
            waiting.Remove(fact.ActivityInstanceId);
            faulted.Remove(fact.ActivityInstanceId);
            switch (fact.Name)
            {
                case ActivityEventName.Started when isNodeItself:
                    visits[node.Id] = visits.GetValueOrDefault(node.Id) + 1;
                    break;
                case ActivityEventName.Suspended:
                    waiting[fact.ActivityInstanceId] = node.Id;
                    break;
                case ActivityEventName.Faulted:
                    faulted[fact.ActivityInstanceId] = node.Id;
                    break;
                case ActivityEventName.Completed when isNodeItself:
                    Follow(outline, node, fact.Outcomes, taken);
                    break;
            }
        }

        return new FlowTrace
        {
            Visits = visits.ToImmutable(),
            Taken = taken.ToImmutable(),
            Current = [.. waiting.Values],
            Faulted = [.. faulted.Values],
        };
    }

    /// <summary>The journal, with the ids that its activities have in the version which the instance is on now.</summary>
    private static Stack<ActivityEvent> InTodaysWords(IReadOnlyList<InstanceEvent> history)
    {
        var names = new Dictionary<string, string>();
        var journal = new Stack<ActivityEvent>();
        foreach (var fact in history.Reverse())
        {
            if (fact is InstanceMigrated { Moves: { } moves })
            {
                foreach (var (before, after) in moves)
                {
                    names[before] = names.GetValueOrDefault(after, after);
                }
            }
            else if (fact is ActivityEvent entry)
            {
                journal.Push(entry with { ActivityId = names.GetValueOrDefault(entry.ActivityId, entry.ActivityId) });
            }
        }

        return journal;
    }

    private static void Follow(DiagramOutline outline, DiagramNode node, IReadOnlyList<string>? outcomes, ImmutableDictionary<string, int>.Builder taken)
    {
        var ports = outcomes is { Count: > 0 } ? outcomes : ["Done"];
        foreach (var edge in outline.Edges.Where(e => e.Source == node.Id && ports.Contains(e.Port)))
        {
            taken[edge.Key] = taken.GetValueOrDefault(edge.Key) + 1;
        }
    }
}
