using Host.Tasks;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Workflows.Core;
using Workflows.Core.Definitions;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Runtime.Definitions;
using Workflows.Runtime.Drafts;
using Workflows.Runtime.Instances;
using Workflows.Runtime.Queries;

namespace Host.Tests.Tasks;

/// <summary>What the page promises about commands and typed words, whatever the answer is.</summary>
public sealed class TaskWorkTests
{
    private static readonly TaskOutcome Return = new("Return", new LocalizedText("退回", "Return"), CommentRequired: true, Intent: "danger");

    private readonly Desk _desk = new();
    private readonly Naming _naming = new(new Staff());

    [Fact]
    public async Task A_second_click_while_the_first_runs_is_no_second_command()
    {
        var answer = new TaskCompletionSource();
        _desk.Answer = async command => { await answer.Task; return Accepted(command); };
        var work = await OpenAsync();

        var first = work.CompleteAsync(_desk.Reader, Return, _naming, CancellationToken.None);
        var second = work.CompleteAsync(_desk.Reader, Return, _naming, CancellationToken.None);
        answer.SetResult();
        await Task.WhenAll(first, second);

        Assert.Single(_desk.Commands);
        Assert.Equal(TaskPhase.Done, work.Phase);
    }

    [Fact]
    public async Task Without_an_answer_trying_again_is_the_same_command_and_nothing_typed_is_lost()
    {
        _desk.Answer = _ => throw new IOException("The connection was lost.");
        var work = await OpenAsync();
        work.CommentTyped("单位不对");
        await work.CompleteAsync(_desk.Reader, Return, _naming, CancellationToken.None);
        Assert.Equal(("task.not-confirmed", "单位不对", false), (work.Refusal!.Code, work.Comment, work.IsRunning));

        _desk.Answer = command => Task.FromResult(Accepted(command));
        await work.CompleteAsync(_desk.Reader, Return, _naming, CancellationToken.None);

        Assert.Equal(_desk.Commands[0].CommandId, _desk.Commands[1].CommandId);
    }

    [Fact]
    public async Task After_a_refusal_trying_again_is_a_new_command_and_the_draft_is_kept()
    {
        var refusal = new Refusal("task.comment-required", new LocalizedText("请写明原因。", "Write the reason."));
        _desk.Answer = command => Task.FromResult(new CommandOutcome(command.CommandId, command.InstanceId, 1, refusal));
        var work = await OpenAsync();
        work.CommentTyped("写了一半");

        await work.CompleteAsync(_desk.Reader, Return, _naming, CancellationToken.None);
        await work.CompleteAsync(_desk.Reader, Return, _naming, CancellationToken.None);

        Assert.Equal(refusal, work.Refusal);
        Assert.Equal(TaskPhase.Open, work.Phase);
        Assert.NotEqual(_desk.Commands[0].CommandId, _desk.Commands[1].CommandId);
        Assert.Equal("写了一半", _desk.Draft!.Data[TaskDrafts.CommentMember]!.GetValue<string>());
    }

    [Fact]
    public async Task When_somebody_else_completes_it_the_page_says_so_and_keeps_what_was_typed()
    {
        var work = await OpenAsync();
        work.CommentTyped("我的意见");
        _desk.Current = _desk.Current with { State = HumanTaskState.Completed, Outcome = "Return", ClosedAt = _desk.Clock.GetUtcNow() };

        await work.RefreshAsync(_desk.Reader, CancellationToken.None);

        Assert.Equal((TaskPhase.Closed, "我的意见", true), (work.Phase, work.Comment, work.HasTyped));
    }

    [Fact]
    public async Task A_draft_comes_back_and_is_said_to_be_back_until_typing_goes_on()
    {
        var first = await OpenAsync();
        first.CommentTyped("昨天写的");
        await first.Drafts.FlushAsync();

        var again = await OpenAsync();
        Assert.Equal(("昨天写的", true), (again.Comment, again.IsRestored));

        again.CommentTyped("昨天写的，今天补充");
        Assert.False(again.IsRestored);
    }

    [Fact]
    public async Task A_task_that_may_not_be_seen_is_missing()
    {
        _desk.IsVisible = false;

        Assert.Equal(TaskPhase.Missing, (await OpenAsync()).Phase);
    }

    private static CommandOutcome Accepted(InstanceCommand command) => new(command.CommandId, command.InstanceId, 2, null);

    private async Task<TaskWork> OpenAsync()
    {
        var drafts = new TaskDrafts(_desk, new DraftKeeper(_desk, _desk.Clock, NullLogger<DraftKeeper>.Instance));
        var work = new TaskWork(_desk, _desk, _desk, drafts, _desk.Clock, NullLogger<TaskWork>.Instance);
        await work.LoadAsync(_desk.Reader, _desk.Current.Id, CancellationToken.None);
        return work;
    }

    /// <summary>The ports with answers that a real runtime gives only when something breaks at the right moment.</summary>
    private sealed class Desk : IInstanceQueries, ICommandRunner, IDefinitionCatalog, IDraftStore
    {
        public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 23, 6, 0, 0, TimeSpan.Zero));

        public Actor Reader { get; } = new Staff().Find("county-1")!.ToActor();

        public List<InstanceCommand> Commands { get; } = [];

        public Func<InstanceCommand, Task<CommandOutcome>> Answer { get; set; } = command => Task.FromResult(Accepted(command));

        public bool IsVisible { get; set; } = true;

        public Draft? Draft { get; private set; }

        public HumanTask Current { get; set; } = new()
        {
            Id = Guid.CreateVersion7(),
            InstanceId = Guid.CreateVersion7(),
            ActivityId = "analysis",
            Name = "CountyAnalysis",
            Title = new LocalizedText("县公司分析分类", "County analysis"),
            State = HumanTaskState.Created,
            Candidates = [new Candidate(null, Roles.CountyOfficer, "4209001")],
            Outcomes = [Return],
            CreatedAt = default,
        };

        public Task<TaskDetail?> FindTaskAsync(Actor reader, Guid taskId, CancellationToken cancellationToken = default)
        {
            var header = new InstanceHeader("JC20261123-0001", null, "4209001", null, null, null);
            var item = new InstanceItem(Current.InstanceId, "d", 1, header, InstanceStatus.Running, InstanceSubStatus.Suspended, default, default, null, 0);
            return Task.FromResult(IsVisible ? new TaskDetail(Current, item, Current.IsOpen && Current.MayBeDoneBy(reader)) : null);
        }

        public Task<CommandOutcome> RunAsync(InstanceCommand command, CancellationToken cancellationToken = default)
        {
            Commands.Add(command);
            return Answer(command);
        }

        public Task<Draft?> FindAsync(Guid taskId, string personId, CancellationToken cancellationToken = default) => Task.FromResult(Draft);

        public Task SaveAsync(Draft draft, CancellationToken cancellationToken = default)
        {
            Draft = draft;
            return Task.CompletedTask;
        }

        public Task DeleteAsync(Guid taskId, string personId, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public ValueTask<WorkflowPackage?> FindAsync(string definitionId, int? version = null, CancellationToken cancellationToken = default) => ValueTask.FromResult<WorkflowPackage?>(null);

        public Task<InstanceDetail?> FindInstanceAsync(Actor reader, Guid instanceId, CancellationToken cancellationToken = default) => Task.FromResult<InstanceDetail?>(null);

        public Task<Page<TaskItem>> InboxAsync(Actor reader, InboxFilter filter, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<InboxCounts> InboxCountsAsync(Actor reader, DateTimeOffset now, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<Page<InstanceItem>> InstancesAsync(Actor reader, InstanceFilter filter, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<CommandOutcome> StartAsync(string definitionId, StartInstance command, int? version = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<IReadOnlyList<DefinitionVersionInfo>> ListAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<IReadOnlyDictionary<string, string>?> FilesAsync(string definitionId, int version, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<ImportFoldersReport> ImportFoldersAsync(string root, string author, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }
}
