using System.Text.Json.Nodes;
using Host.Tasks;
using Workflows.Core;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Runtime.Definitions;
using Workflows.Runtime.Drafts;
using Workflows.Runtime.Instances;
using Workflows.Runtime.Queries;

namespace Host.Api;

/// <summary>What a person does with a task.</summary>
internal static class TaskApi
{
    /// <summary>Maps them.</summary>
    public static void MapTasks(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/tasks/{taskId:guid}").WithTags("Tasks");
        group.MapGet("", FindAsync).Produces<TaskDetailAnswer>()
            .WithName("GetTask").WithSummary("One task with what its form starts with.");
        group.MapGet("/deadlines", DeadlinesAsync).Produces<IReadOnlyList<DeadlineAnswer>>()
            .WithName("ListDeadlines").WithSummary("The deadline ledger: every due time that the task has had, and why, in both languages.");
        group.MapPost("/claim", (Guid taskId, Caller caller, CommandKey key, TaskCommands commands, CancellationToken cancellationToken) =>
                commands.RunAsync(caller.Actor, taskId, task => new ClaimTask(key.Id, task.InstanceId, caller.Actor, taskId), cancellationToken))
            .Produces<CommandAnswer>().WithName("ClaimTask").WithSummary("认领: takes the task out of the pool.");
        group.MapPost("/release", (Guid taskId, Caller caller, CommandKey key, TaskCommands commands, CancellationToken cancellationToken) =>
                commands.RunAsync(caller.Actor, taskId, task => new ReleaseTask(key.Id, task.InstanceId, caller.Actor, taskId), cancellationToken))
            .Produces<CommandAnswer>().WithName("ReleaseTask").WithSummary("释放: puts the task back into the pool.");
        group.MapPost("/transfer", (Guid taskId, TransferRequest body, Caller caller, CommandKey key, TaskCommands commands, CancellationToken cancellationToken) =>
                commands.RunAsync(caller.Actor, taskId, task => new TransferTask(key.Id, task.InstanceId, caller.Actor, taskId, body.To, body.Reason), cancellationToken))
            .Produces<CommandAnswer>()
            .WithName("TransferTask").WithSummary("转办: hands the task to another person.");
        group.MapPost("/complete", (Guid taskId, CompleteRequest body, Caller caller, CommandKey key, TaskCommands commands, CancellationToken cancellationToken) =>
                commands.RunAsync(caller.Actor, taskId, task => new CompleteTask(key.Id, task.InstanceId, caller.Actor, taskId, body.Outcome, body.Data ?? [], body.Comment), cancellationToken))
            .Produces<CommandAnswer>().WithName("CompleteTask").WithSummary("Completes the task with an outcome and the form's data; the form's rules decide.");
        MapConsulting(group);
        MapReturning(group);
        group.MapGet("/draft", FindDraftAsync).Produces<Draft>()
            .WithName("GetDraft").WithSummary("What the caller has typed and not handed in; 404 when nothing.");
        group.MapPut("/draft", SaveDraftAsync).Produces(StatusCodes.Status204NoContent)
            .WithName("SaveDraft").WithSummary("Keeps what the caller has typed, valid or not.");
        group.MapDelete("/draft", DeleteDraftAsync).Produces(StatusCodes.Status204NoContent)
            .WithName("DeleteDraft").WithSummary("Forgets the draft.");
    }

    private static async Task<IResult> DeadlinesAsync(Guid taskId, Caller caller, IInstanceQueries queries, Naming names, CancellationToken cancellationToken) =>
        await queries.FindTaskAsync(caller.Actor, taskId, cancellationToken) is { } task && await queries.FindInstanceAsync(caller.Actor, task.Task.InstanceId, cancellationToken) is { } instance
            ? TypedResults.Ok(instance.DeadlinesOf(taskId).Select(line => DeadlineAnswer.Of(line, names)))
            : Problems.Missing();

    private static void MapConsulting(RouteGroupBuilder group)
    {
        group.MapPost("/delegate", (Guid taskId, TransferRequest body, Caller caller, CommandKey key, TaskCommands commands, CancellationToken cancellationToken) =>
                commands.RunAsync(caller.Actor, taskId, task => new DelegateTask(key.Id, task.InstanceId, caller.Actor, taskId, body.To, body.Reason), cancellationToken))
            .Produces<CommandAnswer>().WithName("DelegateTask").WithSummary("委派: asks another person for an opinion; the task comes back with it.");
        group.MapPost("/resolve", (Guid taskId, ResolveRequest body, Caller caller, CommandKey key, TaskCommands commands, CancellationToken cancellationToken) =>
                commands.RunAsync(caller.Actor, taskId, task => new ResolveTask(key.Id, task.InstanceId, caller.Actor, taskId, body.Opinion), cancellationToken))
            .Produces<CommandAnswer>().WithName("ResolveTask").WithSummary("交回: gives a delegated task back to its delegator, with an opinion.");
        group.MapPost("/signers", (Guid taskId, SignersRequest body, Caller caller, CommandKey key, TaskCommands commands, CancellationToken cancellationToken) =>
                commands.RunAsync(caller.Actor, taskId, task => new AddSigners(key.Id, task.InstanceId, caller.Actor, taskId, body.People, body.Position, body.Reason), cancellationToken))
            .Produces<CommandAnswer>().WithName("AddSigners").WithSummary("加签: adds signers to the approval, before, after or beside the task.");
        group.MapPost("/urge", (Guid taskId, NoteRequest body, Caller caller, CommandKey key, TaskCommands commands, CancellationToken cancellationToken) =>
                commands.RunAsync(caller.Actor, taskId, task => new UrgeTask(key.Id, task.InstanceId, caller.Actor, taskId, body.Note), cancellationToken))
            .Produces<CommandAnswer>().WithName("UrgeTask").WithSummary("催办: asks those who have the task to hurry; at most 3 times, 2 hours apart.");
    }

    private static void MapReturning(RouteGroupBuilder group)
    {
        group.MapGet("/earlier-steps", EarlierStepsAsync).Produces<IReadOnlyList<EarlierStep>>()
            .WithName("ListEarlierSteps").WithSummary("The steps that the task can be sent back to, the nearest first.");
        group.MapPost("/send-back", (Guid taskId, SendBackRequest body, Caller caller, CommandKey key, TaskCommands commands, CancellationToken cancellationToken) =>
                commands.RunAsync(caller.Actor, taskId, task => new SendBack(key.Id, task.InstanceId, caller.Actor, taskId, body.To, body.Mode, body.Comment), cancellationToken))
            .Produces<CommandAnswer>().WithName("SendBackTask").WithSummary("驳回: sends the flow back to an earlier step, to be walked again or to come straight back.");
        group.MapPost("/take-back", (Guid taskId, Caller caller, CommandKey key, TaskCommands commands, CancellationToken cancellationToken) =>
                commands.RunAsync(caller.Actor, taskId, task => new TakeBack(key.Id, task.InstanceId, caller.Actor, taskId), cancellationToken))
            .Produces<CommandAnswer>().WithName("TakeBackTask").WithSummary("拿回: undoes the caller's own last completion while nobody has acted on what came after.");
    }

    private static async Task<IResult> EarlierStepsAsync(Guid taskId, Caller caller, IInstanceQueries queries, IInstanceStore store, IDefinitionCatalog catalog, CancellationToken cancellationToken) =>
        await queries.FindTaskAsync(caller.Actor, taskId, cancellationToken) is { } found
        && await store.LoadAsync(found.Task.InstanceId, cancellationToken) is { } instance
        && await catalog.FindAsync(instance.DefinitionId, instance.DefinitionVersion, cancellationToken) is { } package
            ? TypedResults.Ok<IReadOnlyList<EarlierStep>>(Engine.EarlierSteps(package, instance, found.Task))
            : Problems.Missing();

    private static async Task<IResult> FindAsync(Guid taskId, Caller caller, IInstanceQueries queries, CancellationToken cancellationToken) =>
        await queries.FindTaskAsync(caller.Actor, taskId, cancellationToken) is { } found
            ? TypedResults.Ok(new TaskDetailAnswer(TaskAnswer.From(found.Task), found.Instance, found.MayAct, found.For))
            : Problems.Missing();

    private static async Task<IResult> FindDraftAsync(Guid taskId, Caller caller, IInstanceQueries queries, IDraftStore drafts, CancellationToken cancellationToken) =>
        await queries.FindTaskAsync(caller.Actor, taskId, cancellationToken) is not null && await drafts.FindAsync(taskId, caller.Person.Id, cancellationToken) is { } draft
            ? TypedResults.Ok(draft)
            : Problems.Missing();

    private static async Task<IResult> SaveDraftAsync(Guid taskId, DraftRequest body, Caller caller, IInstanceQueries queries, IDraftStore drafts, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await queries.FindTaskAsync(caller.Actor, taskId, cancellationToken) is not { } found)
        {
            return Problems.Missing();
        }

        if (!found.MayAct)
        {
            return new Refusal("task.not-yours", new LocalizedText(
                "这项任务现在不由您办理，草稿没有保存。",
                "This task is not yours to do at present; the draft was not saved.")).ToProblem();
        }

        await drafts.SaveAsync(new Draft(taskId, caller.Person.Id, body.Data, body.FormVersion, clock.GetUtcNow()), cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> DeleteDraftAsync(Guid taskId, Caller caller, IDraftStore drafts, CancellationToken cancellationToken)
    {
        await drafts.DeleteAsync(taskId, caller.Person.Id, cancellationToken);
        return TypedResults.NoContent();
    }

    /// <summary>Body of a completion.</summary>
    /// <param name="Outcome">Name of one of the task's outcomes.</param>
    /// <param name="Data">The form's data.</param>
    /// <param name="Comment">Free text; some outcomes demand it.</param>
    internal sealed record CompleteRequest(string Outcome, JsonObject? Data, string? Comment);

    /// <summary>Body of a hand-over.</summary>
    /// <param name="To">Person id.</param>
    /// <param name="Reason">Why; shown in the trail.</param>
    internal sealed record TransferRequest(string To, string? Reason);

    /// <summary>Body of an opinion.</summary>
    /// <param name="Opinion">What the one who was asked thinks; demanded of them.</param>
    internal sealed record ResolveRequest(string? Opinion);

    /// <summary>Body of a wish for signers.</summary>
    /// <param name="People">Person ids.</param>
    /// <param name="Position">Before, After or Beside the task.</param>
    /// <param name="Reason">Why; shown in the trail.</param>
    internal sealed record SignersRequest(IReadOnlyList<string> People, SignerPosition Position, string? Reason);

    /// <summary>Body of a note.</summary>
    /// <param name="Note">What is said.</param>
    internal sealed record NoteRequest(string? Note);

    /// <summary>Body of a sending back.</summary>
    /// <param name="To">Id of the activity, one of <c>earlier-steps</c>.</param>
    /// <param name="Mode">WalkAgain or Straight.</param>
    /// <param name="Comment">Why; demanded.</param>
    internal sealed record SendBackRequest(string To, SendBackMode Mode, string? Comment);

    /// <summary>Body of a draft.</summary>
    /// <param name="Data">As typed.</param>
    /// <param name="FormVersion">Version of the form it was typed into.</param>
    internal sealed record DraftRequest(JsonObject Data, int FormVersion);
}

/// <summary>Gives commands on tasks: finds the instance for a caller who may see the task, and runs.</summary>
internal sealed class TaskCommands(IInstanceQueries queries, ICommandRunner runner)
{
    /// <summary>Runs the command made for the task; 404 when the caller may not see the task.</summary>
    public async Task<IResult> RunAsync(Actor actor, Guid taskId, Func<HumanTask, InstanceCommand> make, CancellationToken cancellationToken) =>
        await queries.FindTaskAsync(actor, taskId, cancellationToken) is { } found
            ? CommandAnswer.From(await runner.RunAsync(make(found.Task), cancellationToken))
            : Problems.Missing();
}
