using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Core.Definitions;
using Workflows.Core.Flow;
using Workflows.Core.Flow.Tasks;
using Workflows.Core.Instances;

namespace Workflows.Core.Migration;

/// <summary>
/// Says an instance in the words of another version of its definition. What was done stays done and is never run again: only the places where
/// the instance waits are carried over, and what cannot be carried over says why.
/// </summary>
/// <remarks>
/// An open task keeps its people and its due time, because those were promised, and takes form, outcomes and words from the new version.
/// A variable that is new gets its first value; one that is gone keeps its value, so that nothing is lost on the way back.
/// </remarks>
public static class InstanceMigration
{
    /// <summary>Judges one instance; changes nothing.</summary>
    /// <param name="plan">The way from the version that the instance is pinned to.</param>
    /// <param name="instance">The instance.</param>
    public static MigrationVerdict Judge(MigrationPlan plan, WorkflowInstance instance)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(instance);
        var (blockers, notes) = (new List<LocalizedText>(), new List<LocalizedText>());
        var places = new Dictionary<Guid, ActivityNode>();
        var executions = ImmutableArray.CreateBuilder<ActivityExecution>();
        foreach (var execution in instance.Execution.Executions)
        {
            if (Move(plan, execution, places, blockers) is { } moved)
            {
                executions.Add(moved);
            }
        }

        blockers.AddRange(Merged(instance.Execution.Executions, places));
        if (blockers.Count > 0)
        {
            return new MigrationVerdict(instance.Id, [.. blockers], []) { Missing = [.. instance.Execution.Executions.Select(e => plan.From.Definition.FindNode(e.NodeId)!).Where(n => plan.Target(n) is null).Select(n => n.Id).Distinct()] };
        }

        var next = Move(plan, instance, executions.ToImmutable(), places, notes);
        return new MigrationVerdict(instance.Id, [], [.. notes]) { Moved = next };
    }

    /// <summary>Steps that run side by side and would become one: it would be done twice.</summary>
    private static IEnumerable<LocalizedText> Merged(IEnumerable<ActivityExecution> executions, Dictionary<Guid, ActivityNode> places) =>
        from execution in executions
        where places.ContainsKey(execution.Id)
        group execution.NodeId by (execution.ParentId, Place: places[execution.Id]) into side
        where side.Distinct().Count() > 1
        select new LocalizedText(
            $"它同时在几步，都会对应到“{side.Key.Place.Title.Zh}”。请等其中一步办完，或另选对应的步骤。",
            $"It is at several steps at once that would all become '{side.Key.Place.Title.En}'. Wait until one is done, or choose another step.");

    private static ActivityExecution? Move(MigrationPlan plan, ActivityExecution execution, Dictionary<Guid, ActivityNode> places, List<LocalizedText> blockers)
    {
        var from = plan.From.Definition.FindNode(execution.NodeId)!;
        if (plan.Target(from) is not { } to)
        {
            blockers.Add(new LocalizedText(
                $"它正在“{from.Title.Zh}”，新版本中没有这一步，或其类型、所在容器已变。请指定它对应哪一步。",
                $"It is at '{from.Title.En}', which the new version does not have, or has with another type or in another container. Say which step it becomes."));
            return null;
        }

        places[execution.Id] = to;
        var state = to.Kind?.Migrate(new StateMove(execution.State ?? [], from, to, plan, blockers)) ?? execution.State;
        return execution with { NodeId = to.NodeId, State = state is { Count: > 0 } ? state : null, Variables = WithNew(execution.Variables, to.Variables) };
    }

    private static WorkflowInstance Move(MigrationPlan plan, WorkflowInstance instance, ImmutableArray<ActivityExecution> executions, Dictionary<Guid, ActivityNode> places, List<LocalizedText> notes)
    {
        var state = instance.Execution;
        return instance with
        {
            DefinitionVersion = plan.To.Definition.Version,
            Tasks = [.. instance.Tasks.Select(t => Move(plan, t, places[instance.Bookmarks.First(b => b.Kind == BookmarkKind.Task && b.Name == t.Id.ToString()).ActivityInstanceId], notes))],
            Bookmarks = [.. instance.Bookmarks.Select(b => b with { ActivityId = places[b.ActivityInstanceId].Id })],
            Incidents = [.. instance.Incidents.Select(i => places.TryGetValue(i.ActivityInstanceId, out var place) ? i with { ActivityId = place.Id } : i)],
            Execution = state with
            {
                Variables = WithNew(state.Variables, plan.To.Definition.Variables) ?? [],
                Executions = executions,
                Outputs = Renamed(plan, state.Outputs),
                DoneSteps = [.. state.DoneSteps.Where(d => plan.TargetOf(d.NodeId) is not null).Select(d => d with { NodeId = plan.TargetOf(d.NodeId)! })],
                TriggerActivityId = state.TriggerActivityId is { } trigger ? plan.Moves.GetValueOrDefault(trigger, trigger) : null,
            },
        };
    }

    private static HumanTask Move(MigrationPlan plan, HumanTask task, ActivityNode place, List<LocalizedText> notes)
    {
        var spec = UserTaskSpec.Of(place);
        var before = task.FormKey is null ? null : plan.From.Forms.GetValueOrDefault(task.FormKey);
        var after = spec.FormKey is null ? null : plan.To.Forms.GetValueOrDefault(spec.FormKey);
        if (task.FormKey != spec.FormKey || before?.Version != after?.Version)
        {
            notes.Add(new LocalizedText(
                $"“{task.Title.Zh}”将换用新的表单；已暂存的内容中，能对上的字段会保留。",
                $"'{task.Title.En}' gets the new form; what was typed stays in the fields that still exist."));
        }

        return task with
        {
            ActivityId = place.Id,
            Name = place.Label,
            Title = spec.Title,
            FormKey = spec.FormKey,
            ReadOnlyFields = spec.ReadOnlyFields,
            HiddenFields = spec.HiddenFields,
            Outcomes = spec.Outcomes,
            MaySendBack = spec.MaySendBack,
            MayBeBulk = spec.MayBeBulk,
        };
    }

    private static JsonObject? WithNew(JsonObject? values, ImmutableArray<VariableDefinition> declared)
    {
        var missing = declared.Where(v => values?.ContainsKey(v.Name) != true).ToArray();
        if (missing.Length == 0)
        {
            return values;
        }

        var all = (JsonObject?)values?.DeepClone() ?? [];
        foreach (var (name, value) in Step.InitialVariables(missing)!)
        {
            all[name] = value?.DeepClone();
        }

        return all;
    }

    private static JsonObject Renamed(MigrationPlan plan, JsonObject outputs) => plan.Moves.IsEmpty
        ? outputs
        : new JsonObject(outputs.Select(o => KeyValuePair.Create(plan.Moves.GetValueOrDefault(o.Key, o.Key), o.Value?.DeepClone())));
}
