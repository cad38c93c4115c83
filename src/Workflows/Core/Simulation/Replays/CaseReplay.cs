using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Core.Definitions;
using Workflows.Core.Forms;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;

namespace Workflows.Core.Simulation.Replays;

/// <summary>
/// Plays one recorded case through a draft: what people decided then they decide again, after the same time; what nobody was asked is assumed, and said.
/// Deadlines and ladders run on the virtual clock, as the draft has them.
/// </summary>
/// <remarks>
/// A decision falls at its recorded instant when its task comes at the recorded instant, else after the same office time. A step that was handed out then
/// and never decided is left to its deadline. Intervention by operators and
/// signers added by hand are answers to a flow that the draft is not; such cases are not replayed.
/// </remarks>
public sealed class CaseReplay
{
    private const int MostMoves = 2_000;

    /// <summary>How late the machine may have been then: what it hands out so much earlier now counts as handed out at the same instant.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);

    private static readonly Actor Machine = Actor.System("simulation");

    private readonly RecordedCase _case;
    private readonly WorkflowPackage _draft;
    private readonly HandlingTimes _times;
    private readonly RecordedAnswers _answers;
    private readonly VirtualHost _host;
    private readonly Guid _id;
    private readonly List<Assumption> _assumptions = [];
    private readonly HashSet<Guid> _assumed = [];
    private readonly RecordedFact? _calledOff;

    private CaseReplay(RecordedCase recorded, IReadOnlyList<WorkflowPackage> packages, VirtualWorld world, HandlingTimes times)
    {
        (_case, _draft, _times, _answers) = (recorded, packages[0], times, new RecordedAnswers(recorded));
        _calledOff = recorded.History.FirstOrDefault(f => f.Event is InstanceWithdrawn) ?? recorded.History.LastOrDefault(f => f.Event is InstanceEnded { SubStatus: InstanceSubStatus.Cancelled });
        _host = new VirtualHost(packages, world with { Now = recorded.Instance.CreatedAt.ToOffset(world.Calendar.Offset) });
        _id = _host.Start(_draft.Definition.DefinitionId, (JsonObject)recorded.Instance.Input.DeepClone(), recorded.StartedBy, recorded.Instance.CorrelationId, Trigger());
    }

    /// <summary>Replays a case.</summary>
    /// <param name="recorded">The case.</param>
    /// <param name="packages">The draft first, then others that it may start.</param>
    /// <param name="world">Units, people and calendars of now; its clock does not count.</param>
    /// <param name="times">How long steps without a record take.</param>
    public static ReplayedCase Run(RecordedCase recorded, IReadOnlyList<WorkflowPackage> packages, VirtualWorld world, HandlingTimes times)
    {
        ArgumentNullException.ThrowIfNull(recorded);
        ArgumentNullException.ThrowIfNull(packages);
        ArgumentNullException.ThrowIfNull(world);
        var before = CaseCourse.Of(recorded.Instance, recorded.Tasks, recorded.History);
        if (Intervention(recorded) is { } obstacle)
        {
            return new ReplayedCase(recorded.Instance.Id, recorded.Instance.Header, before, before with { Steps = [], EndedAt = null }, obstacle, []);
        }

        var replay = new CaseReplay(recorded, packages, world, times);
        var why = replay.Play();
        return new ReplayedCase(recorded.Instance.Id, recorded.Instance.Header, before, replay.Course(), why, [.. replay._assumptions.Distinct()]);
    }

    private static LocalizedText? Intervention(RecordedCase recorded) => recorded.History.Select(f => f.Event switch
    {
        TokenMoved or ActivitySkipped or VariableEdited => new LocalizedText("办理中由运维人员干预过（移动步骤、跳过或修改变量），设计稿无从对应。", "An operator intervened (moved a token, skipped a step or edited a variable); the draft has no counterpart."),
        InstancePaused => new("办理中暂停过，时限另行顺延，无法照样重放。", "It was paused and its due times moved on; that cannot be replayed."),
        SignersAdded or SignerRemoved => new("审批中手工加签或减签过，设计稿无从对应。", "Signers were added or removed by hand; the draft has no counterpart."),
        _ => null,
    }).FirstOrDefault(o => o is not null);

    private CaseCourse Course()
    {
        var course = CaseCourse.Of(_host.Instance(_id), _host.Tasks.Where(t => !t.IsOpen || !IsOver), _host.History);
        var assumed = _host.Tasks.Where(t => _assumed.Contains(t.Id)).Select(t => (t.ActivityId, t.CreatedAt, t.ClosedAt)).ToHashSet();
        return course with { Steps = [.. course.Steps.Select(s => s with { IsAssumed = assumed.Contains((s.ActivityId, s.CreatedAt, s.ClosedAt)) })] };
    }

    private bool IsOver => _host.Instance(_id).Status == InstanceStatus.Finished;

    private string? Trigger() => _case.History.Select(f => f.Event).OfType<ActivityEvent>()
        .Where(e => e.Name == ActivityEventName.Completed && _draft.Definition.Find(e.ActivityId) is { CanStartWorkflow: true })
        .Select(e => e.ActivityId).FirstOrDefault();

    /// <summary>Plays until the case is over.</summary>
    /// <returns>Why it did not come to its end; <see langword="null"/> = it did.</returns>
    private LocalizedText? Play()
    {
        for (var moves = 0; moves < MostMoves && !IsOver; moves++)
        {
            var next = Next();
            if (_host.NextTimer is { } timer && (next is null || next.IsLastResort || timer <= next.At) && timer < CalledOffAt)
            {
                _host.FireNext();
                continue;
            }

            if (_calledOff is { } end && (next is null || next.IsLastResort || end.At <= next.At))
            {
                _host.AdvanceTo(end.At);
                _host.Do(new CancelInstance(_host.NextId(), _id, Machine, (end.Event as InstanceEnded)?.Reason ?? (end.Event as InstanceWithdrawn)?.Reason ?? ""));
                continue;
            }

            if (next is null)
            {
                return Stuck();
            }

            _host.AdvanceTo(next.At > _host.Now ? next.At : _host.Now);
            if (next.Do() is { } obstacle)
            {
                return obstacle;
            }
        }

        return !IsOver ? new("重放没有尽头：设计稿可能在循环。", "The replay did not come to an end; the draft may go round in circles.")
            : _host.Instance(_id).SubStatus == InstanceSubStatus.Faulted ? Faulted()
            : null;
    }

    private DateTimeOffset CalledOffAt => _calledOff?.At ?? DateTimeOffset.MaxValue;

    /// <summary>What happens next from outside the engine: the earliest decision or answer.</summary>
    private Happening? Next() =>
        _host.Tasks.Where(t => t.IsOpen).Select(OnTask)
            .Concat(_host.Work.Select(OnWork).OfType<Happening>())
            .Concat(_host.Instances.SelectMany(i => i.Bookmarks).Where(b => b is { Kind: BookmarkKind.Event, Name: not null }).Select(OnEvent).OfType<Happening>())
            .OrderBy(h => h.IsLastResort).ThenBy(h => h.At).FirstOrDefault();

    private Happening OnTask(HumanTask task) => _answers.For(task) is { } decision
        ? new(Moment(task.CreatedAt, decision.Since, decision.At), () => Decide(task, decision))
        : new(_host.World.Calendar.AddWorkingTime(task.CreatedAt, _times.For(task)), () => Assume(task), _answers.WasLeftUndecided(task));

    private Happening? OnWork(OutstandingWork work)
    {
        var bookmark = _host.Instance(work.InstanceId).Bookmarks.First(b => b.Id == work.Work.BookmarkId);
        return Outside(bookmark, payload => _host.CompleteWork(work, payload));
    }

    private Happening? OnEvent(Bookmark bookmark) => Outside(bookmark, payload =>
    {
        _host.Publish(bookmark.Name!, payload, bookmark.CorrelationId);
        return null;
    });

    private Happening? Outside(Bookmark bookmark, Func<JsonNode?, Refusal?> arrive)
    {
        if (_answers.At(bookmark.ActivityId) is not { } answer)
        {
            return null;
        }

        var since = _host.History.Last(f => f.Event is ActivityEvent { Name: ActivityEventName.Suspended } e && e.ActivityInstanceId == bookmark.ActivityInstanceId).At;
        return new(since + (answer.At - answer.Since), () =>
        {
            _answers.Use(answer);
            return arrive(answer.Payload(_draft.Definition.Find(bookmark.ActivityId)))?.Message;
        });
    }

    /// <summary>When a recorded decision falls, seen from when its task comes now.</summary>
    private DateTimeOffset Moment(DateTimeOffset created, DateTimeOffset since, DateTimeOffset at)
    {
        if ((created - since).Duration() < Tolerance)
        {
            return at;
        }

        var worked = _host.World.Calendar.WorkingTimeBetween(since, at);
        return worked == TimeSpan.Zero ? created + (at - since) : _host.World.Calendar.AddWorkingTime(created, worked);
    }

    private LocalizedText? Decide(HumanTask task, RecordedDecision decision)
    {
        _answers.Use(decision);
        if (!task.MayBeDoneBy(decision.By) && _answers.WasHandedOver(decision) && Doer(task) is { } giver)
        {
            _host.Do(new TransferTask(_host.NextId(), task.InstanceId, giver, task.Id, decision.By.ActsAs, null));
            task = _host.Instance(task.InstanceId).Tasks.First(t => t.Id == task.Id);
        }

        var by = task.MayBeDoneBy(decision.By) ? decision.By : Doer(task);
        if (by is null)
        {
            return Nobody(task);
        }

        if (by != decision.By)
        {
            _assumptions.Add(new(AssumptionKind.OtherDoer, task.Title, LocalizedText.Same(by.Name)));
        }

        if (decision.SentBack is { } back)
        {
            return Refused(task, _host.Do(new SendBack(_host.NextId(), task.InstanceId, by, task.Id, back.ToActivityId, back.Mode, back.Comment)));
        }

        var outcome = task.Outcomes.FirstOrDefault(o => o.Name == decision.Task.Outcome);
        if (outcome is null)
        {
            outcome = task.Outcomes[0];
            _assumptions.Add(new(AssumptionKind.OtherOutcome, task.Title, decision.Task.Outcomes.FirstOrDefault(o => o.Name == decision.Task.Outcome)?.Label));
        }

        return Complete(task, by, outcome, decision.Task.Submission ?? [], decision.Task.Comment);
    }

    private LocalizedText? Assume(HumanTask task)
    {
        if (Doer(task) is not { } by)
        {
            return Nobody(task);
        }

        _assumed.Add(task.Id);
        _assumptions.Add(new(AssumptionKind.StepAssumed, task.Title, task.Outcomes[0].Label));
        return Complete(task, by, task.Outcomes[0], null, "–");
    }

    /// <summary>Hands the form in as it was; a field that is new and required gets a sample, a field that is gone is left out.</summary>
    /// <param name="handedIn">What was handed in then; <see langword="null"/> = nothing was.</param>
    private LocalizedText? Complete(HumanTask task, Actor by, TaskOutcome outcome, JsonObject? handedIn, string? comment)
    {
        var form = task.FormKey is { } key ? _host.PackageOf(task.InstanceId).Forms.GetValueOrDefault(key) : null;
        var typed = handedIn is null || form is null ? null : new JsonObject(handedIn.Where(m => form.AllFields.Any(f => f.Key == m.Key && f.HoldsValue)).Select(m => KeyValuePair.Create(m.Key, m.Value?.DeepClone())));
        var state = form is null ? null : FormState.Create(form, new FormStep(task.Data, task.ReadOnlyFields, task.HiddenFields, _host.Now), typed);
        if (state is not null && !outcome.SkipsValidation)
        {
            _assumptions.AddRange(SampleAnswers.Fill(state).Select(field => new Assumption(AssumptionKind.SampleValue, task.Title, state.Form.AllFields.First(f => f.Key == field).Label)));
        }

        return Refused(task, _host.Do(new CompleteTask(_host.NextId(), task.InstanceId, by, task.Id, outcome.Name, state?.Data() ?? [], comment)));
    }

    private Actor? Doer(HumanTask task) => _host.World.People.Where(task.MayBeDoneBy).OrderBy(p => p.PersonId, StringComparer.Ordinal).FirstOrDefault();

    private LocalizedText Stuck() =>
        _host.Instances.SelectMany(i => i.Incidents).Any() ? Faulted()
        : _host.Instances.SelectMany(i => i.Bookmarks).FirstOrDefault() is { } bookmark ? Waits(_draft.Definition.Find(bookmark.ActivityId)?.Title ?? LocalizedText.Same(bookmark.ActivityId))
        : new("流程停住了，没有可以继续的步骤。", "The flow stands still; nothing can go on.");

    private static LocalizedText Waits(LocalizedText step) =>
        new($"“{step.Zh}”等待外部的结果，历史中没有。", $"“{step.En}” waits for something from outside that history does not have.");

    private LocalizedText Faulted()
    {
        var incident = _host.Instances.SelectMany(i => i.Incidents).First();
        var step = _draft.Definition.Find(incident.ActivityId)?.Title ?? LocalizedText.Same(incident.ActivityId);
        return new($"设计稿在“{step.Zh}”出错：{incident.Message}", $"The draft fails at “{step.En}”: {incident.Message}");
    }

    private static LocalizedText Nobody(HumanTask task) => new($"“{task.Title.Zh}”现在没有人能办理。", $"Nobody may do “{task.Title.En}” now.");

    private static LocalizedText? Refused(HumanTask task, Refusal? refusal)
    {
        if (refusal is null)
        {
            return null;
        }

        var fields = refusal.Fields.IsDefault ? [] : refusal.Fields;
        return new(
            $"“{task.Title.Zh}”不接受当时的内容：{refusal.Message.Zh}{string.Concat(fields.Select(f => " " + f.Message.Zh))}",
            $"“{task.Title.En}” does not accept what was handed in: {refusal.Message.En}{string.Concat(fields.Select(f => " " + f.Message.En))}");
    }

    /// <summary>Something that happens from outside the engine.</summary>
    /// <param name="At">When.</param>
    /// <param name="Do">Makes it happen; gives the reason when the replay cannot go on.</param>
    /// <param name="IsLastResort">Whether it happens only when nothing else does: nobody decided that step then either.</param>
    private sealed record Happening(DateTimeOffset At, Func<LocalizedText?> Do, bool IsLastResort = false);
}
