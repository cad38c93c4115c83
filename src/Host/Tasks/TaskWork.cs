using Workflows.Core;
using Workflows.Core.Definitions;
using Workflows.Core.Forms;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Core.Time;
using Workflows.Runtime.Definitions;
using Workflows.Runtime.Instances;
using Workflows.Runtime.Queries;

namespace Host.Tasks;

/// <summary>
/// One person's work on one task, without a screen: what is shown, what was typed, and what became of it. The page binds to it and
/// calls it; it never loses what was typed, whatever the answer is.
/// </summary>
public sealed partial class TaskWork(IInstanceQueries queries, ICommandRunner runner, IDefinitionCatalog catalog, TaskDrafts drafts, TimeProvider clock, ILogger<TaskWork> logger)
{
    private Guid _taskId;
    private (string What, Guid CommandId)? _unanswered;

    /// <summary>What to show.</summary>
    public TaskPhase Phase { get; private set; }

    /// <summary>The task as last read.</summary>
    public TaskDetail? Detail { get; private set; }

    /// <summary>The instance with its history; <see langword="null"/> when it cannot be seen.</summary>
    public InstanceDetail? Instance { get; private set; }

    /// <summary>The definition with its forms, as the instance is pinned to it.</summary>
    public WorkflowPackage? Package { get; private set; }

    /// <summary>The form with what is in it; <see langword="null"/> for a task without one.</summary>
    public FormState? Form { get; private set; }

    /// <summary>What did not fit when a draft of another version of the form was brought back.</summary>
    public ReconciledDraft? Reconciled { get; private set; }

    /// <summary>What the person writes beside the outcome.</summary>
    public string Comment { get; private set; } = "";

    /// <summary>Why the last command was not carried out.</summary>
    public Refusal? Refusal { get; private set; }

    /// <summary>Whether a command runs: buttons are off, so that a second click is no second command.</summary>
    public bool IsRunning { get; private set; }

    /// <summary>Where the instance is after the task was completed here.</summary>
    public NextStep? Next { get; private set; }

    /// <summary>The outcome chosen here.</summary>
    public TaskOutcome? Chosen { get; private set; }

    /// <summary>Whether the form holds a draft of an earlier visit that nobody has typed into since.</summary>
    public bool IsRestored { get; private set; }

    /// <summary>Whether there is something typed that was not handed in.</summary>
    public bool HasTyped { get; private set; }

    /// <summary>The saver of drafts.</summary>
    public DraftKeeper Drafts => drafts.Keeper;

    /// <summary>Reads a task with the reader's draft.</summary>
    public async Task LoadAsync(Actor reader, Guid taskId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reader);
        await Drafts.FlushAsync();
        Drafts.Stop();
        Reset(taskId);
        if (!await ReadAsync(reader, cancellationToken))
        {
            Phase = TaskPhase.Missing;
            return;
        }

        var task = Detail!.Task;
        Package = await catalog.FindAsync(Detail.Instance.DefinitionId, Detail.Instance.DefinitionVersion, cancellationToken);
        var form = task.FormKey is { } key ? Package?.Forms.GetValueOrDefault(key) : null;
        var draft = task.IsOpen && Detail.MayAct ? await drafts.BringBackAsync(taskId, reader.PersonId, form, cancellationToken) : null;
        (Comment, Reconciled, HasTyped, IsRestored) = (draft?.Comment ?? "", draft?.Fitted, draft is not null, draft is not null);
        Form = form is null ? null : FormState.Create(form, StepOf(task), task.Submission ?? draft?.Data ?? HandedInBefore(task));
        Phase = task.IsOpen ? TaskPhase.Open : TaskPhase.Closed;
    }

    /// <summary>Reads again after a change by others. What was typed stays.</summary>
    public async Task RefreshAsync(Actor reader, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reader);
        if (Phase is not TaskPhase.Open || IsRunning || !await ReadAsync(reader, cancellationToken))
        {
            return;
        }

        CloseIfClosed();
    }

    /// <summary>Told that something in the form was changed.</summary>
    public void Typed() => Keep();

    /// <summary>Takes what is in the comment now.</summary>
    public void CommentTyped(string? comment)
    {
        Comment = comment ?? "";
        Keep();
    }

    /// <summary>Completes the task with an outcome.</summary>
    public Task CompleteAsync(Actor by, TaskOutcome outcome, Naming naming, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        var comment = string.IsNullOrWhiteSpace(Comment) ? null : Comment.Trim();
        return RunAsync(
            by,
            $"complete:{outcome.Name}",
            (id, task) => new CompleteTask(id, task.InstanceId, by, task.Id, outcome.Name, Form?.Data() ?? [], comment),
            async () =>
            {
                Drafts.Stop();
                (Phase, Chosen, HasTyped) = (TaskPhase.Done, outcome, false);
                await ReadAsync(by, cancellationToken);
                Next = Instance is null ? null : NextStep.Of(Instance, naming);
            },
            cancellationToken);
    }

    /// <summary>认领.</summary>
    public Task ClaimAsync(Actor by, CancellationToken cancellationToken) =>
        RunAsync(by, "claim", (id, task) => new ClaimTask(id, task.InstanceId, by, task.Id), () => ReadAgainAsync(by, cancellationToken), cancellationToken);

    /// <summary>释放.</summary>
    public Task ReleaseAsync(Actor by, CancellationToken cancellationToken) =>
        RunAsync(by, "release", (id, task) => new ReleaseTask(id, task.InstanceId, by, task.Id), () => ReadAgainAsync(by, cancellationToken), cancellationToken);

    /// <summary>转办.</summary>
    public Task TransferAsync(Actor by, string toPersonId, string? reason, CancellationToken cancellationToken) =>
        RunAsync(by, $"transfer:{toPersonId}", (id, task) => new TransferTask(id, task.InstanceId, by, task.Id, toPersonId, reason), () => ReadAgainAsync(by, cancellationToken), cancellationToken);

    /// <summary>委派, 加签, 驳回, 抄送, 催办, 评论.</summary>
    public Task GiveAsync(Actor by, VerbRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return RunAsync(by, request.Intention, (id, task) => request.ToCommand(id, by, task), () => ReadAgainAsync(by, cancellationToken), cancellationToken);
    }

    /// <summary>Gives a delegated task back with an opinion, or takes it back from the delegate.</summary>
    public Task ResolveAsync(Actor by, string? opinion, CancellationToken cancellationToken) =>
        RunAsync(by, "resolve", (id, task) => new ResolveTask(id, task.InstanceId, by, task.Id, opinion), () => ReadAgainAsync(by, cancellationToken), cancellationToken);

    /// <summary>减签.</summary>
    public Task RemoveSignerAsync(Actor by, int seat, CancellationToken cancellationToken) =>
        RunAsync(by, $"remove:{seat}", (id, task) => new RemoveSigner(id, task.InstanceId, by, task.ActivityId, seat, null), () => ReadAgainAsync(by, cancellationToken), cancellationToken);

    /// <summary>拿回: what was decided here is undone, and the task comes again as a new one.</summary>
    public Task TakeBackAsync(Actor by, CancellationToken cancellationToken) =>
        RunAsync(by, "take-back", (id, task) => new TakeBack(id, task.InstanceId, by, task.Id), () => ReadAgainAsync(by, cancellationToken), cancellationToken);

    /// <summary>Where the task can be sent back to, the nearest step first.</summary>
    public IReadOnlyList<EarlierStep> EarlierSteps => Package is { } package && Instance is { } instance && Detail is { Task.IsOpen: true } detail
        ? Engine.EarlierSteps(package, instance.Instance, detail.Task)
        : [];

    /// <summary>The round of the approval that the task belongs to; <see langword="null"/> for another task, or when it is over.</summary>
    public ApprovalRound? Round => Detail is { Task: { Seat: not null } task } && Instance is { } instance ? ApprovalRound.Find(instance.Instance, task.ActivityId) : null;

    /// <summary>Whether the person completed the task and may have it back, as far as can be told before trying.</summary>
    public bool MayTakeBack(Actor by)
    {
        ArgumentNullException.ThrowIfNull(by);
        return Detail is { Task: { IsOpen: false } task } && task.ClosedBy?.PersonId == by.PersonId && Instance is { } instance
            && (instance.Instance.Execution.DoneSteps.Any(d => d.TaskId == task.Id && d.PersonId == by.PersonId) || Round?.Of(task.Id) is { IsDecided: true });
    }

    /// <summary>The task that came when this one was taken back; <see langword="null"/> = none.</summary>
    public Guid? RedoneAs => Instance?.Instance.Tasks.FirstOrDefault(t => t.IsOpen && (t.RedoOf == _taskId || (Detail is { Task.Seat: { } seat } detail && t.ActivityId == detail.Task.ActivityId && t.Seat == seat)))?.Id;

    private void Reset(Guid taskId)
    {
        (_taskId, _unanswered, Phase) = (taskId, null, TaskPhase.Loading);
        (Detail, Instance, Package, Form, Reconciled) = (null, null, null, null, null);
        (Comment, Refusal, Next, Chosen, HasTyped, IsRestored, IsRunning) = ("", null, null, null, false, false, false);
    }

    /// <summary>A step that is done over starts with what was handed in the last time.</summary>
    private System.Text.Json.Nodes.JsonObject? HandedInBefore(HumanTask task) =>
        task is { IsOpen: true, RedoOf: { } before } ? Instance?.Tasks.FirstOrDefault(t => t.Id == before)?.Submission : null;

    private async Task<bool> ReadAsync(Actor reader, CancellationToken cancellationToken)
    {
        if (await queries.FindTaskAsync(reader, _taskId, cancellationToken) is not { } detail)
        {
            return false;
        }

        Detail = detail;
        Instance = await queries.FindInstanceAsync(reader, detail.Task.InstanceId, cancellationToken);
        return true;
    }

    private async Task ReadAgainAsync(Actor reader, CancellationToken cancellationToken)
    {
        await ReadAsync(reader, cancellationToken);
        CloseIfClosed();
    }

    private void CloseIfClosed()
    {
        if (Detail is { Task.IsOpen: false } && Phase == TaskPhase.Open)
        {
            Phase = TaskPhase.Closed;
        }
    }

    private FormStep StepOf(HumanTask task) => new(task.Data, task.ReadOnlyFields, task.HiddenFields, clock.GetUtcNow().ToOffset(WorkingCalendar.Default.Offset));

    private void Keep()
    {
        (HasTyped, IsRestored) = (true, false);
        drafts.Typed(Form?.Draft() ?? [], Comment);
    }

    /// <summary>
    /// Runs one command at a time. An intention that got no answer keeps its command id, so that trying again is the same command and not a second
    /// one; an answer, yes or no, ends the intention.
    /// </summary>
    private async Task RunAsync(Actor by, string what, Func<Guid, HumanTask, InstanceCommand> make, Func<Task> accepted, CancellationToken cancellationToken)
    {
        if (IsRunning || Detail is not { } detail)
        {
            return;
        }

        (IsRunning, Refusal) = (true, null);
        try
        {
            await Drafts.FlushAsync();
            var id = _unanswered is { } open && open.What == what ? open.CommandId : Guid.CreateVersion7();
            _unanswered = (what, id);
            var outcome = await runner.RunAsync(make(id, detail.Task), cancellationToken);
            _unanswered = null;
            Refusal = outcome.Refusal;
            await (outcome.Accepted ? accepted() : ReadAgainAsync(by, cancellationToken));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException && !cancellationToken.IsCancellationRequested)
        {
            NoAnswer(logger, what, _taskId, exception);
            Refusal = NotConfirmed;
        }
        finally
        {
            IsRunning = false;
        }
    }

    private static readonly Refusal NotConfirmed = new("task.not-confirmed", new(
        "没有收到服务器的确认。您填写的内容都在；请再点一次，同一操作不会重复执行。",
        "The server did not confirm. Everything you typed is still here; press again – the same action is never carried out twice."));

    [LoggerMessage(LogLevel.Error, "No answer to {What} of task {TaskId}.")]
    private static partial void NoAnswer(ILogger logger, string what, Guid taskId, Exception exception);
}
