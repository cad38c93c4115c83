using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Core.Definitions;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Core.Time;

namespace Workflows.Core.Tests.Support;

/// <summary>One instance under test: gives commands, keeps what came of them, and lets time pass.</summary>
internal sealed class Run
{
    public static readonly DateTimeOffset Monday = new(2026, 11, 23, 9, 0, 0, TimeSpan.FromHours(8));

    public static readonly Actor Officer = new("county-1", "王敏", [new RoleGrant(Roles.CountyOfficer, "4209001")]);

    private WorkflowPackage _package;
    private readonly List<InstanceEvent> _events = [];
    private uint _commands;

    private Run(WorkflowPackage package) => _package = package;

    public WorkflowInstance Instance { get; private set; } = null!;

    public DateTimeOffset Now { get; private set; } = Monday;

    public OrgChart Chart { get; set; } = Units.Chart;

    public IReadOnlyList<InstanceEvent> Events => _events;

    public UnitCalendars? Calendars { get; set; }

    public List<(DateTimeOffset At, Actor By, InstanceEvent Event)> History { get; } = [];

    public List<Effect> Effects { get; } = [];

    public Decision Last { get; private set; } = null!;

    public IEnumerable<string> Lines => _events.OfType<LineWritten>().Select(l => l.Text);

    public string Written => string.Join(' ', Lines);

    /// <summary>Ids of activities that completed, in order, without containers that hold the flow.</summary>
    public IEnumerable<string> Completed => _events.OfType<ActivityEvent>().Where(e => e.Name == ActivityEventName.Completed).Select(e => e.ActivityId);

    public string Status => $"{Instance.Status}/{Instance.SubStatus}";

    public static Run Start(WorkflowPackage package, JsonObject? input = null, string? trigger = null, Actor? by = null, OrgChart? chart = null, UnitCalendars? calendars = null)
    {
        var run = new Run(package) { Chart = chart ?? Units.Chart, Calendars = calendars };
        var id = run.NextId();
        run.Do(new StartInstance(run.NextId(), id, by ?? Officer, input ?? [], TriggerActivityId: trigger));
        return run;
    }

    public Refusal? Do(InstanceCommand command)
    {
        Last = Engine.Decide(_package, Instance, command, new DecisionContext(Now, Chart, Calendars?.Organisation ?? WorkingCalendar.Default) { Calendars = Calendars });
        if (Last.Next is not null)
        {
            Instance = Last.Next;
            _events.AddRange(Last.Events);
            History.AddRange(Last.Events.Select(e => (Now, command.By, e)));
            Effects.AddRange(Last.Effects);
        }

        return Last.Refusal;
    }

    /// <summary>Fires the timers that come due within a time, in their order.</summary>
    public Run Wait(TimeSpan time)
    {
        var until = Now + time;
        while (Instance.Timers.Where(t => t.DueAt <= until).MinBy(t => t.DueAt) is { } timer)
        {
            Now = timer.DueAt > Now ? timer.DueAt : Now;
            Do(new FireTimer(NextId(), Instance.Id, Actor.System("timer"), timer.Id));
        }

        Now = until;
        return this;
    }

    /// <summary>Changes a variable of the workflow behind the engine's back, as an operator would.</summary>
    public void Set(string variable, JsonNode? value)
    {
        var variables = (JsonObject)Instance.Execution.Variables.DeepClone();
        variables[variable] = value;
        Instance = Instance with { Execution = Instance.Execution with { Variables = variables } };
    }

    /// <summary>Writes the instance and reads it back, as between two steps of a real host.</summary>
    public void Store() => Instance = InstanceSerializer.ReadInstance(InstanceSerializer.Write(Instance));

    public Run Raise(string eventName, JsonNode? payload = null)
    {
        foreach (var bookmark in Instance.Bookmarks.Where(b => b.Kind == BookmarkKind.Event && b.Name == eventName))
        {
            Resume(bookmark, payload);
        }

        return this;
    }

    public Refusal? Resume(Bookmark bookmark, JsonNode? payload = null) =>
        Do(new ResumeBookmark(NextId(), Instance.Id, Actor.System("outside"), bookmark.Id, payload));

    public Refusal? Complete(string task, string outcome = "Done", JsonObject? data = null, Actor? by = null, string? comment = null) =>
        Do(new CompleteTask(NextId(), Instance.Id, by ?? Officer, Task(task).Id, outcome, data ?? [], comment));

    /// <summary>Somebody without a role of weight here.</summary>
    public static Actor Person(string id) => new(id, id, []);

    /// <summary>The open task of one person.</summary>
    public HumanTask TaskOf(string person) => Instance.Tasks.Single(t => t.Assignee == person);

    public Refusal? Decide(string person, string outcome = "Approved", string? comment = "理由") =>
        Do(new CompleteTask(NextId(), Instance.Id, Person(person), TaskOf(person).Id, outcome, [], comment));

    public void Migrate(WorkflowPackage to, Actor by) => Assert.Null(TryMigrate(to, by));

    /// <summary>Moves the instance to another version; what comes afterwards follows that.</summary>
    public Refusal? TryMigrate(WorkflowPackage to, Actor by, params (string From, string To)[] moves)
    {
        Store();
        var refusal = Do(new MigrateInstance(NextId(), Instance.Id, by, to, moves.ToImmutableDictionary(m => m.From, m => m.To), "a better flow"));
        _package = refusal is null ? to : _package;
        return refusal;
    }

    /// <summary>Who is being asked, in the order of the tasks.</summary>
    public string Asked => string.Join(' ', Instance.Tasks.Select(t => t.Assignee ?? "(pool)"));

    public IEnumerable<EarlierStep> EarlierSteps(string person) => Engine.EarlierSteps(_package, Instance, TaskOf(person));

    public HumanTask Task(string name) => Instance.Tasks.First(t => t.Name == name);

    public Guid NextId()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt32BigEndian(bytes[12..], ++_commands);
        bytes[6] = 0x70;
        bytes[8] = 0x80;
        return new Guid(bytes, bigEndian: true);
    }
}

/// <summary>A small organisation.</summary>
internal static class Units
{
    public static OrgChart Chart { get; } = new(
    [
        new OrgUnit("42090", "孝感", OrgTier.Prefecture, null),
        new OrgUnit("4209001", "汉川", OrgTier.County, "42090"),
        new OrgUnit("420900101", "城关", OrgTier.Station, "4209001"),
    ]);
}
