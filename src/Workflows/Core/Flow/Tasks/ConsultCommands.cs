using Workflows.Core.Definitions;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;

namespace Workflows.Core.Flow.Tasks;

/// <summary>What people do around a task without deciding it: ask for an opinion and give it, urge, comment, tell others.</summary>
internal static class ConsultCommands
{
    public static Refusal? Delegate(Step step, DelegateTask command)
    {
        if (TaskCommands.Open(step, command.TaskId, out var task) is { } refusal)
        {
            return refusal;
        }

        var broken = TaskRules.FirstBroken(
            () => MayDelegate(task, command.By),
            () => TaskRules.ItGoesToSomebodyElse(task, command.ToPersonId),
            () => command.ToPersonId == command.By.ActsAs ? Refusals.Of("task.already-claimed", "不能委派给自己", "You cannot ask yourself") : null);
        if (broken is null)
        {
            var delegated = task with { State = HumanTaskState.Claimed, Assignee = command.ToPersonId, Delegator = command.By.ActsAs, IsTouched = true };
            step.ChangeTask(delegated);
            step.Events.Add(new TaskDelegated(task.Id, command.By, command.ToPersonId, command.Reason));
            DueCommands.Stop(step, delegated);
            TaskCommands.Reseat(step, task);
        }

        return broken;
    }

    public static Refusal? Resolve(Step step, ResolveTask command)
    {
        if (TaskCommands.Open(step, command.TaskId, out var task) is { } refusal)
        {
            return refusal;
        }

        var broken = TaskRules.FirstBroken(
            () => MayResolve(task, command.By),
            () => TaskRules.TheDelegateSaysSomething(task, command.By, command.Opinion));
        if (broken is null)
        {
            step.ChangeTask(task with { Assignee = task.Delegator, Delegator = null });
            step.Events.Add(new TaskResolved(task.Id, command.By, task.Delegator!, command.Opinion));
            TaskCommands.Reseat(step, task);
        }

        return broken;
    }

    public static Refusal? Urge(Step step, UrgeTask command)
    {
        if (TaskCommands.Open(step, command.TaskId, out var task) is { } refusal)
        {
            return refusal;
        }

        var broken = TaskRules.FirstBroken(
            () => MayUrge(task, command.By),
            () => TaskRules.ItIsNotUrgedTooOften(task, step.Context.Now));
        if (broken is null)
        {
            var urged = task with { Urged = task.Urged + 1, UrgedAt = step.Context.Now };
            step.ChangeTask(urged);
            step.Events.Add(new TaskUrged(task.Id, command.By, urged.Urged, command.Note));
            var model = TaskMails.Model(step, urged);
            model["urge"] = new System.Text.Json.Nodes.JsonObject { ["by"] = command.By.Name, ["note"] = command.Note, ["times"] = urged.Urged };
            step.Effects.Add(new SendMail(step.NewId(), StandardMails.TaskUrged, [.. RecipientSpec.Owners(urged)], model, task.Id) { Urgent = true });
        }

        return broken;
    }

    public static Refusal? Comment(Step step, CommentOnInstance command)
    {
        if (TaskRules.TheTextIsOfAFairLength(command.Text) is { } refusal)
        {
            return refusal;
        }

        if (step.Tasks.FirstOrDefault(t => t.Id == command.TaskId) is { } task)
        {
            step.ChangeTask(task with { Comments = task.Comments + 1 });
        }

        step.Events.Add(new CommentAdded(command.TaskId, command.By, command.Text.Trim()));
        return null;
    }

    public static Refusal? Copy(Step step, CopyInstance command)
    {
        var broken = TaskRules.FirstBroken(
            () => TaskRules.PeopleAreNamed(command.People),
            () => MayCopy(step, command.By));
        if (broken is null)
        {
            step.Events.Add(new InstanceCopied(command.By, [.. command.People.Distinct(StringComparer.Ordinal)], command.Note));
        }

        return broken;
    }

    public static Refusal? MayDelegate(HumanTask task, Actor by) => TaskCommands.MayAct(task, by) ?? TaskRules.ItIsNotDelegated(task);

    public static Refusal? MayResolve(HumanTask task, Actor by) => TaskRules.ItIsDelegated(task) ?? TaskRules.OnlyDelegateOrDelegatorMayResolve(task, by);

    /// <summary>Whoever may see the ticket may urge it, save those who are waited for.</summary>
    public static Refusal? MayUrge(HumanTask task, Actor by) => task.MayBeDoneBy(by)
        ? Refusals.Of("urge.own", "任务就在您这里，无需催办", "The task is with you; there is nobody to urge")
        : null;

    /// <summary>Who has a task here, or asked for all this, may let others read it; so may those who run the process.</summary>
    private static Refusal? MayCopy(Step step, Actor by) =>
        by.PersonId == step.Before.StartedBy?.Id || by.Has(Roles.Administrator) || by.Has(Roles.ProcessOwner)
            || step.Tasks.Any(t => t.CapacityOf(by, step.Definition.DefinitionId) is not null) || step.DoneSteps.Any(d => d.PersonId == by.PersonId)
            ? null
            : Refusals.Of("copy.not-allowed", "只有发起人和办理人可以抄送", "Only the starter and those who work on it can send copies");
}
