using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Core.Definitions;
using Workflows.Core.Flow;
using Workflows.Core.Flow.Approvals;
using Workflows.Core.Flow.Tasks;
using Workflows.Core.Instances;
using Workflows.Core.Migration;
using Workflows.Core.Organisation;

namespace Workflows.Core;

/// <summary>Decides what a command means for an instance. Reads nothing but its arguments: no clock, no database, no chance.</summary>
/// <remarks>
/// A step runs everything that can run without waiting. What an activity cannot do is an incident on it, while other branches go on:
/// as long as one of them waits the instance is Running/Faulted; when nothing is left that could go on it is Finished/Faulted, and
/// <see cref="RetryIncident"/> takes it up again from the failed activity.
/// </remarks>
public static class Engine
{
    /// <summary>Takes one step.</summary>
    /// <param name="package">The definition that the instance is pinned to, with its forms.</param>
    /// <param name="instance">The instance; <see langword="null"/> only for <see cref="StartInstance"/>.</param>
    /// <param name="command">What is wanted.</param>
    /// <param name="context">Time, organisation, calendar.</param>
    /// <returns>Events, effects and the new state, or a refusal. Faults inside activities are incidents, not exceptions.</returns>
    /// <exception cref="ArgumentException">The instance does not fit the command or the definition: a bug of the caller.</exception>
    public static Decision Decide(WorkflowPackage package, WorkflowInstance? instance, InstanceCommand command, DecisionContext context)
    {
        ArgumentNullException.ThrowIfNull(package);
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(context);
        var decision = Judge(package, instance, command, context);
        return decision.Refusal is { } refusal ? Decision.Refused(refusal.WithNames(context.Organisation)) : decision;
    }

    private static Decision Judge(WorkflowPackage package, WorkflowInstance? instance, InstanceCommand command, DecisionContext context)
    {
        if (command is StartInstance start)
        {
            return instance is null ? Start(package, start, context) : Decision.Refused(InstanceRules.ItHasNotBegun(instance));
        }

        ArgumentNullException.ThrowIfNull(instance);
        if (instance.Id != command.InstanceId || instance.DefinitionId != package.Definition.DefinitionId)
        {
            throw new ArgumentException($"Command {command.CommandId} is for instance {command.InstanceId}, not for {instance.Id} of {instance.DefinitionId}.", nameof(instance));
        }

        if (command is MigrateInstance migrate)
        {
            return Migrate(package, instance, migrate, context);
        }

        if (command is TaskCommand or TakeBack or RemoveSigner && OperatorRules.ItIsNotPaused(instance.Pause) is { } paused)
        {
            return Decision.Refused(paused);
        }

        command = InCapacity(instance, command);
        var step = new Step(package, instance, command, context);
        if (Apply(step, instance, command) is { } refusal)
        {
            return Decision.Refused(refusal);
        }

        step.Run();
        return step.ToDecision();
    }

    /// <summary>Why a person cannot act on an open task at this moment, so that a page can say it on the button; <see langword="null"/> = they can.</summary>
    /// <param name="task">The task.</param>
    /// <param name="action">What they would do.</param>
    /// <param name="by">The person.</param>
    public static Refusal? Explain(HumanTask task, TaskAction action, Actor by)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(by);
        if (!task.IsOpen)
        {
            return Refusals.Of("task.not-open", "此任务已不在办理中", "This task is not open any more");
        }

        return action switch
        {
            TaskAction.Claim => TaskCommands.MayClaim(task, by),
            TaskAction.Release => TaskCommands.MayRelease(task, by),
            TaskAction.Transfer => TaskCommands.MayTransfer(task, by),
            TaskAction.Delegate => ConsultCommands.MayDelegate(task, by),
            TaskAction.Resolve => ConsultCommands.MayResolve(task, by),
            TaskAction.AddSigners => SignerCommands.MayAdd(task, by),
            TaskAction.SendBack => ReturnCommands.MaySendBack(task, by),
            TaskAction.Urge => ConsultCommands.MayUrge(task, by),
            _ => TaskCommands.MayAct(task, by),
        };
    }

    /// <summary>Where a task can be sent back to, the nearest step first.</summary>
    /// <param name="package">The definition that the instance is pinned to.</param>
    /// <param name="instance">The instance.</param>
    /// <param name="task">One of its open tasks.</param>
    public static ImmutableArray<EarlierStep> EarlierSteps(WorkflowPackage package, WorkflowInstance instance, HumanTask task)
    {
        ArgumentNullException.ThrowIfNull(package);
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(task);
        return GoingBack.Steps(package.Definition, instance, task);
    }

    /// <summary>What a mail template may read about a task, as the mails of a step give it: the task and the instance's header, no variables.</summary>
    /// <param name="task">The task.</param>
    /// <param name="header">The header of its instance.</param>
    /// <param name="organisation">For the names of units.</param>
    /// <param name="offset">The organisation's local time.</param>
    public static JsonObject MailModel(HumanTask task, InstanceHeader header, OrgChart organisation, TimeSpan offset)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(organisation);
        return TaskMails.Model(task, header, organisation, offset);
    }

    /// <summary>What can be decided about a task without filling anything in: by a mail, or from a list.</summary>
    /// <param name="package">The definition that the instance is pinned to.</param>
    /// <param name="task">The task.</param>
    /// <param name="now">The instant of judging; its offset is the organisation's local time.</param>
    public static PlainDecision Plainly(WorkflowPackage package, HumanTask task, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(package);
        ArgumentNullException.ThrowIfNull(task);
        return PlainDecision.Of(package, task, now);
    }

    /// <summary>Why a person cannot take a signer out of a round at this moment; <see langword="null"/> = they can.</summary>
    /// <param name="round">The round.</param>
    /// <param name="seat">The signer's seat.</param>
    /// <param name="by">The person.</param>
    public static Refusal? ExplainRemoval(ApprovalRound round, ApprovalSeat seat, Actor by)
    {
        ArgumentNullException.ThrowIfNull(round);
        ArgumentNullException.ThrowIfNull(seat);
        ArgumentNullException.ThrowIfNull(by);
        return SignerCommands.MayRemove(round, seat, by);
    }

    /// <summary>Why a person cannot call an instance off at this moment; <see langword="null"/> = they can.</summary>
    /// <param name="package">The definition that the instance is pinned to.</param>
    /// <param name="instance">The instance.</param>
    /// <param name="by">The person.</param>
    public static Refusal? ExplainWithdrawal(WorkflowPackage package, WorkflowInstance instance, Actor by)
    {
        ArgumentNullException.ThrowIfNull(package);
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(by);
        return InstanceRules.ItStillRuns(instance) ?? ReturnCommands.MayWithdraw(package.Definition.Withdrawal, instance, by);
    }

    /// <summary>代理: who may not do a task in their own name does it for the absent person whose substitute they are.</summary>
    private static InstanceCommand InCapacity(WorkflowInstance instance, InstanceCommand command) =>
        command is TaskCommand onTask
        && instance.Tasks.FirstOrDefault(t => t.Id == onTask.TaskId)?.CapacityOf(command.By, instance.DefinitionId) is { OnBehalfOf: not null } capacity
            ? command with { By = capacity }
            : command;

    private static Decision Start(WorkflowPackage package, StartInstance command, DecisionContext context)
    {
        var step = new Step(package, InstanceStart.NewInstance(package.Definition, command, context), command, context);
        step.Events.Add(new InstanceStarted(package.Definition.DefinitionId, package.Definition.Version, command.Number, command.CorrelationId, step.Before.Input));
        step.Begin();
        step.Run();
        return step.ToDecision();
    }

    private static Decision Migrate(WorkflowPackage package, WorkflowInstance instance, MigrateInstance command, DecisionContext context)
    {
        var broken = TaskRules.FirstBroken(
            () => OperatorRules.AReasonIsGiven(command),
            () => InstanceRules.ItStillRuns(instance),
            () => OperatorRules.ItIsAnotherVersion(instance, command.To));
        if (broken is not null)
        {
            return Decision.Refused(broken);
        }

        var verdict = InstanceMigration.Judge(new MigrationPlan(package, command.To, command.Moves), instance);
        if (verdict.Moved is not { } moved)
        {
            return Decision.Refused(OperatorRules.NothingIsInTheWay(verdict.Blockers));
        }

        var step = new Step(command.To, moved, command, context);
        step.Events.Add(new InstanceMigrated(instance.DefinitionVersion, moved.DefinitionVersion, command.Moves.IsEmpty ? null : command.Moves, command.By, command.Reason));
        step.Arrive();
        step.Run();
        return step.ToDecision();
    }

    private static Refusal? Apply(Step step, WorkflowInstance instance, InstanceCommand command) => command switch
    {
        ClaimTask claim => TaskCommands.Claim(step, claim),
        ReleaseTask release => TaskCommands.Release(step, release),
        TransferTask transfer => TaskCommands.Transfer(step, transfer),
        CompleteTask complete => TaskCommands.Complete(step, complete),
        DelegateTask delegated => ConsultCommands.Delegate(step, delegated),
        ResolveTask resolve => ConsultCommands.Resolve(step, resolve),
        AddSigners add => SignerCommands.Add(step, add),
        RemoveSigner remove => SignerCommands.Remove(step, remove),
        SendBack back => ReturnCommands.SendBack(step, back),
        TakeBack back => ReturnCommands.TakeBack(step, back),
        WithdrawInstance withdraw => ReturnCommands.Withdraw(step, withdraw),
        CopyInstance copy => ConsultCommands.Copy(step, copy),
        UrgeTask urge => ConsultCommands.Urge(step, urge),
        CommentOnInstance comment => ConsultCommands.Comment(step, comment),
        FireTimer fire => InstanceCommands.Fire(step, fire),
        ResumeBookmark resume => InstanceCommands.Resume(step, resume),
        FailBookmark fail => InstanceCommands.Fail(step, fail),
        RetryIncident retry => InstanceCommands.Retry(step, retry),
        SkipActivity skip => OperatorCommands.Skip(step, skip),
        MoveToken move => OperatorCommands.Move(step, move),
        EditVariable edit => OperatorCommands.Edit(step, edit),
        PauseInstance pause => OperatorCommands.Pause(step, pause),
        ContinueInstance go => OperatorCommands.Continue(step, go),
        SetDue due => DueCommands.Set(step, due),
        RecountDue recount => DueCommands.Recount(step, recount),
        CancelInstance cancel => InstanceCommands.Cancel(step, instance, cancel),
        _ => throw new ArgumentException($"Unknown command {command.GetType().Name}.", nameof(command)),
    };
}
