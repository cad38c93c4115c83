using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json.Nodes;
using Workflows.Core.Definitions;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;

namespace Workflows.Core.Simulation;

/// <summary>
/// Runs definitions in memory on a virtual clock, with the same engine that runs them for real: children, events and timers work among
/// the instances; mails are kept; work of the outside world waits for whoever drives the simulation. Belongs to one thread.
/// </summary>
public sealed class VirtualHost
{
    /// <summary>How many wishes one command may lead to before what follows counts as never ending: instances that start each other for ever.</summary>
    private const int MaxEffects = 10_000;

    private readonly Dictionary<string, WorkflowPackage> _packages;
    private readonly Dictionary<Guid, WorkflowInstance> _instances = [];
    private readonly Dictionary<Guid, int> _sequences = [];
    private readonly Dictionary<string, int> _numbers = [];
    private readonly List<Guid> _order = [];
    private readonly List<JournalLine> _journal = [];
    private readonly List<RecordedFact> _history = [];
    private readonly Dictionary<Guid, HumanTask> _tasks = [];
    private readonly List<SentMail> _mails = [];
    private readonly List<string> _lines = [];
    private readonly List<string> _notes = [];
    private readonly List<OutstandingWork> _work = [];
    private readonly Queue<(Guid Instance, Effect Effect)> _effects = new();
    private uint _ids;

    /// <summary>Makes a host.</summary>
    /// <param name="packages">The definitions that can be started.</param>
    /// <param name="world">Time, organisation, calendar, people.</param>
    public VirtualHost(IEnumerable<WorkflowPackage> packages, VirtualWorld? world = null)
    {
        ArgumentNullException.ThrowIfNull(packages);
        _packages = packages.GroupBy(p => p.Definition.DefinitionId, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        World = world ?? new VirtualWorld();
        Now = World.Now;
    }

    private VirtualHost(VirtualHost other)
    {
        (_packages, World, Now, OnEvent, _ids) = (other._packages, other.World, other.Now, other.OnEvent, other._ids);
        (_instances, _sequences, _numbers) = (new(other._instances), new(other._sequences), new(other._numbers));
        (_order, _journal, _mails) = ([.. other._order], [.. other._journal], [.. other._mails]);
        (_history, _tasks) = ([.. other._history], new(other._tasks));
        (_lines, _notes, _work) = ([.. other._lines], [.. other._notes], [.. other._work]);
    }

    /// <summary>The same world at the same moment, which goes its own way from here. Instances never change, so that only the lists of them are copied.</summary>
    public VirtualHost Copy() => new(this);

    /// <summary>The world.</summary>
    public VirtualWorld World { get; }

    /// <summary>The virtual clock.</summary>
    public DateTimeOffset Now { get; private set; }

    /// <summary>All instances in the order of their start.</summary>
    public IEnumerable<WorkflowInstance> Instances => _order.Select(id => _instances[id]);

    /// <summary>The journals of all instances, in the order things happened.</summary>
    public IReadOnlyList<JournalLine> Journal => _journal;

    /// <summary>Every fact of all instances, in the order things happened.</summary>
    public IReadOnlyList<RecordedFact> History => _history;

    /// <summary>Every task that there is or was, as it is after the last step that touched it, oldest first.</summary>
    public IEnumerable<HumanTask> Tasks => _tasks.Values.OrderBy(t => t.CreatedAt).ThenBy(t => t.Id);

    /// <summary>Lines written by all instances.</summary>
    public IReadOnlyList<string> Lines => _lines;

    /// <summary>Mails wished by all instances.</summary>
    public IReadOnlyList<SentMail> Mails => _mails;

    /// <summary>What could not be done and is no instance's fault: a child of an unknown definition, an event nobody waits for.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Work that somebody outside has to do.</summary>
    public IReadOnlyList<OutstandingWork> Work => _work;

    /// <summary>An instance as it now is.</summary>
    public WorkflowInstance Instance(Guid id) => _instances[id];

    /// <summary>The package that an instance runs on.</summary>
    public WorkflowPackage PackageOf(Guid instanceId) => _packages[_instances[instanceId].DefinitionId];

    /// <summary>Called with every fact as it happens.</summary>
    public Action<WorkflowInstance, InstanceEvent>? OnEvent { get; set; }

    /// <summary>A new id; the same for the same course of events.</summary>
    public Guid NextId()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt32BigEndian(bytes[12..], ++_ids);
        bytes[6] = 0x70;
        bytes[8] = 0x80;
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>Starts an instance.</summary>
    /// <param name="definitionId">One of the packages.</param>
    /// <param name="input">Its input.</param>
    /// <param name="by">Who starts it; <see langword="null"/> = the machine.</param>
    /// <param name="correlationId">Key for events.</param>
    /// <param name="triggerActivityId">The trigger that starts it.</param>
    public Guid Start(string definitionId, JsonObject input, Actor? by = null, string? correlationId = null, string? triggerActivityId = null)
    {
        var id = NextId();
        Start(definitionId, new StartInstance(NextId(), id, by ?? Actor.System("run"), input, correlationId, TriggerActivityId: triggerActivityId));
        Settle();
        return id;
    }

    /// <summary>Gives a command, and carries out what follows from it.</summary>
    /// <returns>Why it was refused; <see langword="null"/> = it was carried out.</returns>
    public Refusal? Do(InstanceCommand command)
    {
        var refusal = Decide(command);
        Settle();
        return refusal;
    }

    /// <summary>Finishes a piece of outstanding work: its result goes to whoever waits.</summary>
    public Refusal? CompleteWork(OutstandingWork work, JsonNode? result)
    {
        ArgumentNullException.ThrowIfNull(work);
        _work.Remove(work);
        return Do(new ResumeBookmark(NextId(), work.InstanceId, Actor.System("outside"), work.Work.BookmarkId, result));
    }

    /// <summary>Fails a piece of outstanding work.</summary>
    public Refusal? FailWork(OutstandingWork work, string message)
    {
        ArgumentNullException.ThrowIfNull(work);
        _work.Remove(work);
        return Do(new FailBookmark(NextId(), work.InstanceId, Actor.System("outside"), work.Work.BookmarkId, message));
    }

    /// <summary>Publishes an event.</summary>
    /// <returns>How many instances it reached.</returns>
    public int Publish(string eventName, JsonNode? payload = null, string? correlationId = null)
    {
        var reached = Deliver(new PublishEvent(NextId(), eventName, correlationId, payload));
        Settle();
        return reached;
    }

    /// <summary>The next instant at which a timer is due; <see langword="null"/> = nothing waits for time.</summary>
    public DateTimeOffset? NextTimer => _instances.Values.SelectMany(i => i.Timers).Select(t => (DateTimeOffset?)t.DueAt).Min();

    /// <summary>Lets time pass; timers fire at their instants, in their order.</summary>
    public void AdvanceTo(DateTimeOffset instant)
    {
        while (NextTimer is { } due && due <= instant)
        {
            FireNext();
        }

        Now = instant > Now ? instant : Now;
    }

    /// <summary>Jumps to the next timer and fires it.</summary>
    /// <returns>Whether there was one.</returns>
    public bool FireNext()
    {
        if (NextTimer is not { } due)
        {
            return false;
        }

        var next = Instances.SelectMany(i => i.Timers.Select(t => (i.Id, Timer: t))).First(t => t.Timer.DueAt == due);

        Now = next.Timer.DueAt > Now ? next.Timer.DueAt.ToOffset(Now.Offset) : Now;
        Do(new FireTimer(NextId(), next.Id, Actor.System("timer"), next.Timer.Id));
        return true;
    }

    private void Start(string definitionId, StartInstance command)
    {
        if (!_packages.TryGetValue(definitionId, out var package))
        {
            throw new ArgumentException($"There is no definition '{definitionId}'.", nameof(definitionId));
        }

        _order.Add(command.InstanceId);
        Apply(Engine.Decide(package, null, command with { Number = command.Number ?? NextNumber(package) }, Context()), command);
    }

    private string? NextNumber(WorkflowPackage package)
    {
        if (package.Definition.NumberPrefix is not { } prefix)
        {
            return null;
        }

        var day = prefix + Now.ToOffset(World.Calendar.Offset).ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        _numbers[day] = _numbers.GetValueOrDefault(day) + 1;
        return $"{day}-{_numbers[day]:D4}";
    }

    private Refusal? Decide(InstanceCommand command)
    {
        var instance = _instances[command.InstanceId];
        var decision = Engine.Decide(_packages[instance.DefinitionId], instance, command, Context());
        Apply(decision, command);
        return decision.Refusal;
    }

    private DecisionContext Context() => new(Now, World.Organisation, World.Calendar) { Calendars = World.Calendars };

    private void Apply(Decision decision, InstanceCommand command)
    {
        if (decision.Next is not { } next)
        {
            return;
        }

        var id = command.InstanceId;
        _instances[id] = next;
        foreach (var task in decision.TaskChanges)
        {
            _tasks[task.Id] = task;
        }

        foreach (var happened in decision.Events)
        {
            _history.Add(new RecordedFact(Now, id, command.By, happened));
            Record(next, happened);
        }

        foreach (var effect in decision.Effects)
        {
            _effects.Enqueue((id, effect));
        }

        _work.RemoveAll(w => w.InstanceId == id && !next.Bookmarks.Any(b => b.Id == w.Work.BookmarkId));
    }

    private void Record(WorkflowInstance instance, InstanceEvent happened)
    {
        switch (happened)
        {
            case LineWritten line:
                _lines.Add(line.Text);
                break;
            case ActivityEvent activity:
                var sequence = _sequences.GetValueOrDefault(instance.Id);
                _sequences[instance.Id] = sequence + 1;
                _journal.Add(new JournalLine(sequence, Now, instance.Id, activity));
                break;
        }

        OnEvent?.Invoke(instance, happened);
    }

    /// <summary>Carries out effects until there are none.</summary>
    private void Settle()
    {
        for (var carried = 0; _effects.TryDequeue(out var next); carried++)
        {
            if (carried == MaxEffects)
            {
                _effects.Clear();
                _notes.Add($"停止:一步引出了 {MaxEffects} 个动作 / stopped: one step led to {MaxEffects} actions");
                return;
            }

            Carry(next.Instance, next.Effect);
        }
    }

    private void Carry(Guid from, Effect effect)
    {
        switch (effect)
        {
            case SendMail mail:
                _mails.Add(new SentMail(Now, from, mail, [.. mail.To.SelectMany(r => World.Resolve(r)).Distinct()], _instances[from]));
                break;
            case PublishEvent published:
                Deliver(published);
                break;
            case DoWork work when _instances[from].Bookmarks.Any(b => b.Id == work.BookmarkId):
                _work.Add(new OutstandingWork(from, work));
                break;
            case StartChild child:
                StartChild(from, child);
                break;
            case ResumeParent parent when _instances.TryGetValue(parent.ParentInstanceId, out var waiting) && waiting.Bookmarks.Any(b => b.Id == parent.BookmarkId):
                Decide(new ResumeBookmark(NextId(), parent.ParentInstanceId, Actor.System("child"), parent.BookmarkId, parent.Result));
                break;
            case CancelChild child when _instances.ContainsKey(child.ChildId):
                Decide(new CancelInstance(NextId(), child.ChildId, Actor.System("parent"), child.Reason));
                break;
        }
    }

    private void StartChild(Guid from, StartChild child)
    {
        if (_packages.ContainsKey(child.DefinitionId))
        {
            Start(child.DefinitionId, new StartInstance(
                NextId(),
                child.ChildId,
                Actor.System("parent"),
                child.Input,
                child.CorrelationId,
                Parent: child is { BookmarkId: { } bookmark, WaitsForStartOnly: false } ? new ParentLink(from, bookmark) : null));
            if (child is { BookmarkId: { } asked, WaitsForStartOnly: true })
            {
                Decide(new ResumeBookmark(NextId(), from, Actor.System("child"), asked, ChildResult.Of(_instances[child.ChildId])));
            }

            return;
        }

        var message = $"没有流程“{child.DefinitionId}” / there is no workflow '{child.DefinitionId}'";
        _notes.Add(message);
        if (child.BookmarkId is { } waiting)
        {
            Decide(new FailBookmark(NextId(), from, Actor.System("parent"), waiting, message));
        }
    }

    private int Deliver(PublishEvent published)
    {
        var waiting = Instances
            .Where(i => published.OnlyInstanceId is null || i.Id == published.OnlyInstanceId)
            .SelectMany(i => i.Bookmarks.Where(b => IsMatch(b, published)).Select(b => (i.Id, Bookmark: b.Id)))
            .ToArray();
        foreach (var (id, bookmark) in waiting)
        {
            Decide(new ResumeBookmark(NextId(), id, Actor.System("event"), bookmark, published.Payload));
        }

        if (waiting.Length == 0)
        {
            _notes.Add($"没有实例在等待事件“{published.EventName}” / no instance waits for the event '{published.EventName}'");
        }

        return waiting.Length;
    }

    private static bool IsMatch(Bookmark bookmark, PublishEvent published) =>
        bookmark.Kind == BookmarkKind.Event && bookmark.Name == published.EventName
        && (published.CorrelationId is null || bookmark.CorrelationId is null || bookmark.CorrelationId == published.CorrelationId);
}
