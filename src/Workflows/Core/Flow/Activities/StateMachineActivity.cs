using System.Text.Json.Nodes;
using Workflows.Core.Definitions;
using Workflows.Core.Expressions;
using Workflows.Core.Migration;

namespace Workflows.Core.Flow.Activities;

/// <summary>
/// Goes from state to state. Entering a state runs its <c>entry</c>; then every transition out of it waits for its <c>trigger</c>, and the first whose condition holds
/// is taken: the other triggers are cancelled, the state's <c>exit</c> runs, then the transition's <c>action</c>. It completes in a state that nothing leads out of.
/// </summary>
internal sealed class StateMachineActivity : ActivityKind
{
    private const string StateKey = "state";
    private const string TakenKey = "taken";

    private sealed record Spec(string Initial, Dictionary<string, int> States, Transition[] Transitions);

    private sealed record Transition(int Index, string From, string To, Expression? Condition);

    public override void Execute(ActivityContext context) => Follow(context, Read(context.Node).Initial);

    public override void ChildCompleted(ActivityContext context, Execution child, IReadOnlyList<string> outcomes)
    {
        var (slot, _) = context.Node.Slots.First(s => s.Node == child.Node);
        switch (slot[(slot.IndexOf('.', StringComparison.Ordinal) + 1)..])
        {
            case "entry":
                Follow(context, Leave(context));
                break;
            case "trigger":
                Follow(context, Triggered(context, Outbound(context).Single(t => Slot(t, "trigger") == slot)));
                break;
            case "exit":
                Follow(context, Act(context, Taken(context)));
                break;
            default:
                Follow(context, Taken(context).To);
                break;
        }
    }

    public override void Retry(ActivityContext context)
    {
        if (JsonRead.Text(context.Execution.State, StateKey) is null)
        {
            Execute(context);
        }
        else
        {
            Follow(context, Leave(context));
        }
    }

    /// <summary>The state must be there in the new version, and so must a transition that is just being taken.</summary>
    public override JsonObject Migrate(StateMove move)
    {
        var state = (JsonObject)move.State.DeepClone();
        var to = Read(move.To);
        var name = JsonRead.Text(state, StateKey) ?? "";
        if (!to.States.ContainsKey(name))
        {
            move.Blockers.Add(new LocalizedText($"它正处于状态“{name}”，新版本中没有这个状态。", $"It is in the state '{name}', which the new version does not have."));
        }

        if (JsonRead.Int(state, TakenKey) is { } taken)
        {
            var before = Read(move.From).Transitions[taken];
            var after = to.Transitions.FirstOrDefault(t => t.From == before.From && t.To == before.To);
            state[TakenKey] = after?.Index;
            if (after is null)
            {
                move.Blockers.Add(new LocalizedText($"它正在从“{before.From}”转到“{before.To}”，新版本中没有这个转换。", $"It is on its way from '{before.From}' to '{before.To}'; the new version has no such transition."));
            }
        }

        return state;
    }

    /// <summary>Enters states until something has to be waited for. Every step on the way gives the state to enter next, or none when it has scheduled an activity.</summary>
    private static void Follow(ActivityContext context, string? state)
    {
        while (state is not null)
        {
            context.Execution.ChangeState()[StateKey] = state;
            if (context.Node.Slot($"states[{Read(context.Node).States.GetValueOrDefault(state, -1)}].entry") is { } entry)
            {
                context.Schedule(entry);
                return;
            }

            state = Leave(context);
        }
    }

    private static string? Leave(ActivityContext context)
    {
        var outbound = Outbound(context);
        if (outbound.Length == 0)
        {
            context.Complete();
            return null;
        }

        // A cycle of states that never waits must not go on for ever.
        context.Step.Count(context.Execution);
        var automatic = outbound.Where(t => context.Node.Slot(Slot(t, "trigger")) is null).FirstOrDefault(t => Holds(context, t));
        if (automatic is not null)
        {
            return Take(context, automatic);
        }

        var triggers = outbound.Select(t => context.Node.Slot(Slot(t, "trigger"))).OfType<ActivityNode>().ToArray();
        if (triggers.Length == 0)
        {
            throw new ActivityFaultException($"状态“{State(context)}”没有可走的转换 / no transition out of the state '{State(context)}' can be taken");
        }

        foreach (var trigger in triggers)
        {
            context.Schedule(trigger);
        }

        return null;
    }

    private static string? Triggered(ActivityContext context, Transition transition)
    {
        if (Holds(context, transition))
        {
            return Take(context, transition);
        }

        context.Schedule(context.Node.Slot(Slot(transition, "trigger")));
        return null;
    }

    private static string? Take(ActivityContext context, Transition transition)
    {
        context.Step.DropChildren(context.Execution);
        context.Execution.ChangeState()[TakenKey] = transition.Index;
        if (context.Node.Slot($"states[{Read(context.Node).States.GetValueOrDefault(transition.From, -1)}].exit") is { } exit)
        {
            context.Schedule(exit);
            return null;
        }

        return Act(context, transition);
    }

    private static string? Act(ActivityContext context, Transition transition)
    {
        if (context.Node.Slot(Slot(transition, "action")) is not { } action)
        {
            return transition.To;
        }

        context.Schedule(action);
        return null;
    }

    private static bool Holds(ActivityContext context, Transition transition) =>
        transition.Condition is null || context.Holds(transition.Condition);

    private static Transition[] Outbound(ActivityContext context)
    {
        var spec = Read(context.Node);
        var state = State(context);
        return [.. spec.Transitions.Where(t => t.From == state && spec.States.ContainsKey(t.To))];
    }

    private static string State(ActivityContext context) => JsonRead.Text(context.Execution.State, StateKey) ?? "";

    private static Transition Taken(ActivityContext context) => Read(context.Node).Transitions[JsonRead.Int(context.Execution.State, TakenKey)!.Value];

    private static string Slot(Transition transition, string part) => $"transitions[{transition.Index}].{part}";

    private static Spec Read(ActivityNode node) => node.Spec(static n => new Spec(
        JsonRead.Text(n.Json, "currentState") is { Length: > 0 } current ? current : JsonRead.Text(n.Json, "initialState") ?? "",
        JsonRead.Objects(n.Json["states"]).Select((s, i) => (Name: JsonRead.Text(s, "name") ?? "", i)).DistinctBy(s => s.Name).ToDictionary(s => s.Name, s => s.i, StringComparer.Ordinal),
        [.. JsonRead.Objects(n.Json["transitions"]).Select((t, i) => new Transition(i, JsonRead.Text(t, "from") ?? "", JsonRead.Text(t, "to") ?? "", t["condition"] is { } condition ? Expression.ReadLoose(condition) : null))]));
}
