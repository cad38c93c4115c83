using System.Collections.Immutable;
using Workflows.Core.Definitions;

namespace Workflows.Core.Migration;

/// <summary>
/// Where the activities of one version of a definition lie in another: those with the same id, type and container by themselves, others where
/// the plan moves them. Made once, asked for every instance.
/// </summary>
public sealed class MigrationPlan
{
    private readonly Dictionary<ActivityNode, ActivityNode?> _targets = [];

    /// <summary>Plans the way from one version to another.</summary>
    /// <param name="from">The version that instances are pinned to.</param>
    /// <param name="to">The version they are to go on with.</param>
    /// <param name="moves">Ids of activities that have another id in the new version: old id to new id.</param>
    /// <exception cref="ArgumentException">The versions are of different definitions.</exception>
    public MigrationPlan(WorkflowPackage from, WorkflowPackage to, IReadOnlyDictionary<string, string>? moves = null)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        if (from.Definition.DefinitionId != to.Definition.DefinitionId)
        {
            throw new ArgumentException($"{to.Definition.DefinitionId} is not a version of {from.Definition.DefinitionId}.", nameof(to));
        }

        (From, To, Moves) = (from, to, moves?.ToImmutableDictionary() ?? ImmutableDictionary<string, string>.Empty);
        _targets[from.Definition.Workflow] = to.Definition.Workflow;
        foreach (var node in from.Definition.Activities) // parents before children
        {
            _targets[node] = Find(node);
        }
    }

    /// <summary>The old version.</summary>
    public WorkflowPackage From { get; }

    /// <summary>The new version.</summary>
    public WorkflowPackage To { get; }

    /// <summary>Old activity id to new activity id, where they differ.</summary>
    public ImmutableDictionary<string, string> Moves { get; }

    /// <summary>Moves that name an activity which its version does not have, or one of another type or container; they have no effect.</summary>
    public ImmutableArray<LocalizedText> Problems =>
    [
        .. Moves.Where(m => From.Definition.Find(m.Key) is not { } node || Target(node)?.Id != m.Value).Select(m => new LocalizedText(
            $"“{m.Key}”不能对应到“{m.Value}”：两个版本中必须各有其一，且类型和所在容器相同。",
            $"'{m.Key}' cannot become '{m.Value}': each must exist in its version, with the same type and in the same container.")),
    ];

    /// <summary>What an activity of the old version could become: activities of its type in its container that are new.</summary>
    /// <param name="activityId">Id in the old version.</param>
    public IEnumerable<ActivityNode> Candidates(string activityId) =>
        From.Definition.Find(activityId) is { Parent: { } parent } node && Target(parent) is { } container
            ? container.Children.Where(c => c.Type == node.Type && From.Definition.Find(c.Id) is null)
            : [];

    /// <summary>The activity that an activity of the old version has become; <see langword="null"/> when it is gone.</summary>
    internal ActivityNode? Target(ActivityNode node) => _targets.GetValueOrDefault(node);

    /// <summary>The path that a path of the old version has become; <see langword="null"/> when it is gone.</summary>
    internal string? TargetOf(string nodeId) => From.Definition.FindNode(nodeId) is { } node ? Target(node)?.NodeId : null;

    private ActivityNode? Find(ActivityNode node)
    {
        var container = Target(node.Parent!);
        var found = node.Parent!.Parent is null && !Moves.ContainsKey(node.Id)
            ? To.Definition.Root
            : container?.Children.FirstOrDefault(c => c.Id == Moves.GetValueOrDefault(node.Id, node.Id));
        return found?.Type == node.Type && found.Parent == container ? found : null;
    }
}
