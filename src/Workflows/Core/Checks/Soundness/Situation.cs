using System.Collections.Immutable;
using System.Text;
using Workflows.Core.Flow;
using Workflows.Core.Instances;

namespace Workflows.Core.Checks.Soundness;

/// <summary>Where an instance can stand: between two steps, or within one before something is chosen.</summary>
/// <param name="Number">From 0, in the order of discovery: nearer to the start first.</param>
/// <param name="From">The situation that it was first reached from; -1 for a start.</param>
/// <param name="Events">What happened on the way from there.</param>
/// <param name="Instance">The instance before the step that is being taken, or as it stands.</param>
/// <param name="Command">The command of the step that is being taken; <see langword="null"/> = it stands between two steps.</param>
/// <param name="Answers">What was chosen in the step so far.</param>
/// <param name="Ways">How many ways there are to choose from.</param>
/// <param name="GivenUp">Joins that have lost tokens and have not run since, by path.</param>
internal sealed record Situation(
    int Number,
    int From,
    ImmutableArray<InstanceEvent> Events,
    WorkflowInstance? Instance,
    InstanceCommand? Command,
    ImmutableArray<int> Answers,
    int Ways,
    ImmutableSortedSet<string> GivenUp)
{
    /// <summary>What is known of the data before the step that is being taken, or where the instance stands.</summary>
    public Known Known { get; init; } = Known.Nothing;

    /// <summary>How many events the step has told before this choice.</summary>
    public int Told { get; init; }

    /// <summary>The situations that can follow at once.</summary>
    public HashSet<int> Next { get; } = [];

    /// <summary>Nothing follows because the instance has ended.</summary>
    public bool IsEnd { get; init; }

    /// <summary>What follows was not looked at.</summary>
    public bool IsCut { get; set; }

    /// <summary>The same text for situations from which the same can happen.</summary>
    public static string Signature(WorkflowInstance instance, ImmutableSortedSet<string> givenUp, Known known)
    {
        var children = instance.Execution.Executions.ToLookup(e => e.ParentId);
        return $"{Text(children[null], Of)} {string.Join('|', givenUp)} {known.Signature}";

        string Of(ActivityExecution e) => $"{e.NodeId}{(e.IsFaulted ? "!" : "")}{e.State?.ToJsonString()}{Text(children[e.Id], Of)}";
    }

    /// <summary>The same within a step, before an activity goes one of its ways.</summary>
    public static string Signature(Step step, Execution at, IReadOnlyCollection<int> answers, ImmutableSortedSet<string> givenUp, Known known)
    {
        var queue = step.Queued.Where(w => !w.Owner.IsOver).Select((w, i) => (w.Owner, Text: $"{i}:{w.Node.NodeId}")).ToArray();
        return $"{Text(step.Live.Where(e => e.Parent is null), Of)} {string.Join('|', givenUp)} {known.Signature}";

        string Of(Execution e) =>
            $"{e.Node.NodeId}{(e.IsFaulted ? "!" : "")}{(e == at ? $"?{string.Join(',', answers)}" : "")}{e.State?.ToJsonString()}[{string.Join(',', queue.Where(q => q.Owner == e).Select(q => q.Text))}]{Text(step.Live.Where(c => c.Parent == e), Of)}";
    }

    private static string Text<T>(IEnumerable<T> children, Func<T, string> of) =>
        new StringBuilder("(").AppendJoin(' ', children.Select(of).Order(StringComparer.Ordinal)).Append(')').ToString();
}
