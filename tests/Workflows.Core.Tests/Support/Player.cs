using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Workflows.Core.Definitions;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Core.Time;
using static Workflows.Core.Tests.Support.Draw;

namespace Workflows.Core.Tests.Support;

/// <summary>Plays a random outside world against one instance: people, deadlines, events, operators, new versions.</summary>
internal sealed class Player
{
    private static readonly Actor Owner = new("owner", "流程负责人", [new RoleGrant(Roles.ProcessOwner, "42090")]);
    private static readonly string[] People = ["ada", "bob", "dan", "eve"];

    private readonly JsonObject _root;
    private readonly Ledger _ledger = new();
    private readonly List<IReadOnlyList<InstanceEvent>> _history = [];
    private readonly List<StateStep> _deltas = [];
    private DateTimeOffset _now = Run.Monday;
    private int _commands;

    public Player(JsonObject root)
    {
        _root = root;
        Package = Version(1, root);
        var start = new StartInstance(Id(), Id(), Run.Officer, []);
        Instance = null!;
        Take(start, Engine.Decide(Package, null, start, Context));
    }

    public WorkflowPackage Package { get; private set; }

    public WorkflowInstance Instance { get; private set; }

    /// <summary>What is wrong with the instance, or between it and what it has told the world so far; empty = nothing.</summary>
    public IEnumerable<string> Faults => [.. Soundness.Faults(Instance, Package.Definition), .. _ledger.Faults(Instance), .. FoldFaults()];

    private DecisionContext Context => new(_now, Units.Chart, WorkingCalendar.Default) { MaxExecutions = 200 };

    public static string Text(WorkflowInstance instance) => Encoding.UTF8.GetString(InstanceSerializer.Write(instance));

    public static string Text(Decision decision) => string.Join('\n', decision.Events.Select(e => Encoding.UTF8.GetString(InstanceSerializer.Write(e)))
        .Concat(decision.Effects.Select(e => Encoding.UTF8.GetString(InstanceSerializer.Write(e))))
        .Concat(decision.TaskChanges.Select(t => Encoding.UTF8.GetString(InstanceSerializer.Write(t))))
        .Append(decision.Next is null ? decision.Refusal!.Code : Text(decision.Next)));

    public Decision Decide(InstanceCommand command, WorkflowInstance? instance = null) => Engine.Decide(Package, instance ?? Instance, command, Context);

    /// <summary>Goes on from a decision.</summary>
    public void Take(InstanceCommand command, Decision decision)
    {
        if (decision.Next is not { } next)
        {
            return;
        }

        var facts = Encoding.UTF8.GetBytes(string.Concat(decision.Events.Select(e => Encoding.UTF8.GetString(InstanceSerializer.Write(e)))));
        _deltas.Add(new StateStep(facts, StateDelta.Between(Instance is null ? [] : InstanceSerializer.Write(Instance), facts, InstanceSerializer.Write(next))));
        Instance = next;
        Package = command is MigrateInstance migrate ? migrate.To : Package;
        _ledger.Take(decision);
        _history.Add(decision.Events);
    }

    /// <summary>What somebody does next; often something that must be refused.</summary>
    public InstanceCommand Next(int choice)
    {
        var moves = TaskMoves(choice).Concat(Outside(choice)).Concat(Operators(choice)).ToArray();
        return moves[choice % moves.Length];
    }

    public string Describe(IEnumerable<string> faults) => $"{string.Join('\n', faults)}\n{Text(Instance)}\n{Package.Definition.Source.ToJsonString()}";

    private IEnumerable<string> FoldFaults()
    {
        var (told, held) = (HistoryFold.Fold(_history), HistoryFold.Of(Instance));
        if (!told.AsSpan().SequenceEqual(held))
        {
            yield return $"the facts tell {Encoding.UTF8.GetString(told)}\nbut stored is {Encoding.UTF8.GetString(held)}";
        }

        var folded = Encoding.UTF8.GetString(StateDelta.Fold(_deltas));
        if (folded != Text(Instance))
        {
            yield return $"the history folds to {folded}";
        }
    }

    private IEnumerable<InstanceCommand> TaskMoves(int choice)
    {
        var (id, other) = (Instance.Id, People[choice / 3 % People.Length]);
        foreach (var task in Instance.Tasks)
        {
            var me = choice % 11 == 0 ? Run.Person("eve") : task.Assignee is { } assignee ? Run.Person(assignee) : Run.Officer;
            foreach (var outcome in task.Outcomes)
            {
                yield return new CompleteTask(Id(), id, me, task.Id, outcome.Name, [], "r");
            }

            yield return new ClaimTask(Id(), id, me, task.Id);
            yield return new ReleaseTask(Id(), id, me, task.Id);
            yield return new TransferTask(Id(), id, me, task.Id, other, null);
            yield return task.Delegator is null ? new DelegateTask(Id(), id, me, task.Id, other, null) : new ResolveTask(Id(), id, me, task.Id, "好");
            yield return new UrgeTask(Id(), id, Owner, task.Id, null);
            yield return new CommentOnInstance(Id(), id, me, task.Id, "c");
            if (task.Seat is { } seat)
            {
                yield return new AddSigners(Id(), id, me, task.Id, [other], (SignerPosition)(choice % 3), null);
                yield return new RemoveSigner(Id(), id, Run.Person(People[choice % 2]), task.ActivityId, seat + (choice % 2), null);
            }

            foreach (var step in Engine.EarlierSteps(Package, Instance, task))
            {
                yield return new SendBack(Id(), id, me, task.Id, step.ActivityId, (SendBackMode)(choice % 2), "r");
            }
        }

        foreach (var done in Instance.Execution.DoneSteps.Where(d => d.TaskId is not null).TakeLast(2))
        {
            yield return new TakeBack(Id(), id, Run.Person(done.PersonId ?? "eve"), done.TaskId!.Value);
        }

        if (Instance.Execution.ClosedTasks.LastOrDefault() is { } closed)
        {
            yield return new CompleteTask(Id(), id, Run.Officer, closed.TaskId, "Done", [], "again");
        }
    }

    /// <summary>Time goes on whatever is chosen in the end.</summary>
    private IEnumerable<InstanceCommand> Outside(int choice)
    {
        foreach (var bookmark in Instance.Bookmarks.Where(b => b.Kind is BookmarkKind.Event or BookmarkKind.Work || choice % 13 == 0))
        {
            yield return choice % 5 == 0
                ? new FailBookmark(Id(), Instance.Id, Actor.System("outbox"), bookmark.Id, "no answer")
                : new ResumeBookmark(Id(), Instance.Id, Actor.System("event"), bookmark.Id, choice);
        }

        if (Instance.Timers.MinBy(t => t.DueAt) is { } timer)
        {
            _now = timer.DueAt > _now && choice % 2 == 0 ? timer.DueAt : _now;
            yield return new FireTimer(Id(), Instance.Id, Actor.System("timer"), timer.Id);
        }

        yield return new FireTimer(Id(), Instance.Id, Actor.System("timer"), Instance.Id);
        if (choice % 17 == 0)
        {
            yield return new WithdrawInstance(Id(), Instance.Id, Run.Officer, "r");
        }
    }

    private IEnumerable<InstanceCommand> Operators(int choice)
    {
        var id = Instance.Id;
        foreach (var incident in Instance.Incidents)
        {
            yield return new RetryIncident(Id(), id, Owner, incident.Id);
        }

        if (Instance.Execution.Executions is [_, .., var last])
        {
            yield return new SkipActivity(Id(), id, Owner, last.Id, choice % 2 == 0 ? null : "True", "r");
            yield return new MoveToken(Id(), id, Owner, last.Id, choice % 3 == 0 ? $"f-{choice % 4}" : $"root-{choice % 4}", "r");
        }

        yield return new EditVariable(Id(), id, Owner, "Flag", choice % 3 == 0, "r");
        yield return Instance.Pause is null ? new PauseInstance(Id(), id, Owner, "r") : new ContinueInstance(Id(), id, Owner, "r");
        if (choice % 4 == 0)
        {
            yield return new MigrateInstance(Id(), id, Owner, Version(Instance.DefinitionVersion + 1, AnyFlow.Edit(_root, choice)), ImmutableDictionary<string, string>.Empty, "r");
        }

        if (choice % 23 == 0)
        {
            yield return new CancelInstance(Id(), id, Owner, "r");
        }
    }

    private static WorkflowPackage Version(int number, JsonObject root)
    {
        var definition = Definition((JsonObject)root.DeepClone(), Variable("Flag", "Boolean", false));
        definition["version"] = number;
        return WorkflowPackageReader.OfDefinition(WorkflowDefinitionReader.Read(definition));
    }

    private Guid Id() => new(++_commands, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 0);
}
