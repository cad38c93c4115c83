using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Workflows.Core.Definitions;
using Workflows.Core.Expressions;
using Workflows.Core.Instances;
using Workflows.Core.Time;

namespace Workflows.Core.Flow.Tasks;

/// <summary>Makes the human task that an activity asks for: who may do it, by when, and what happens when it is late.</summary>
internal static class TaskCreation
{
    public static void Create(ActivityContext context, UserTaskSpec spec)
    {
        var again = context.TakeAgain();
        var assignee = Conversion.Text(context.Evaluate(context.Node.Input("assignee")));
        var candidates = Candidates(context, spec);
        if (string.IsNullOrEmpty(assignee) && candidates.IsEmpty)
        {
            throw new ActivityFaultException("任务没有任何人可以办理：既没有指定人，也没有候选人 / nobody can do the task: it has neither an assignee nor candidates");
        }

        var excluded = Excluded(context);
        var before = again?.PersonId is { } person && !excluded.Contains(person) ? person : null;
        Post(context, spec, new TaskFor(before ?? (string.IsNullOrEmpty(assignee) ? null : assignee), candidates, excluded, RedoOf: again?.RedoOf));
    }

    /// <summary>People whom the definition rules out.</summary>
    public static ImmutableArray<string> Excluded(ActivityContext context) =>
        [.. Conversion.Items(context.Evaluate(context.Node.Input("excluded"))).Select(Conversion.Text).OfType<string>()];

    /// <summary>Puts a task into inboxes and waits for it.</summary>
    public static Guid Post(ActivityContext context, UserTaskSpec spec, TaskFor people)
    {
        var step = context.Step;
        var form = spec.FormKey is null
            ? null
            : step.Package.Forms.GetValueOrDefault(spec.FormKey) ?? throw new ActivityFaultException($"流程包中没有表单“{spec.FormKey}” / the package has no form '{spec.FormKey}'");
        var (due, basis) = Due(context, spec, people);
        var task = new HumanTask
        {
            Id = step.NewId(),
            InstanceId = step.Before.Id,
            ActivityId = context.Node.Id,
            Name = context.Node.Label,
            Title = spec.Title,
            State = people.Assignee is null ? HumanTaskState.Created : HumanTaskState.Claimed,
            Assignee = people.Assignee,
            Candidates = people.Candidates,
            Excluded = people.Excluded,
            Seat = people.Seat,
            RedoOf = people.RedoOf,
            MaySendBack = spec.MaySendBack,
            MayBeBulk = spec.MayBeBulk,
            ByMail = spec.ByMail?.Evaluate(context),
            FormKey = spec.FormKey,
            Data = (Conversion.Structured(context.Evaluate(context.Node.Input("data"))) as JsonObject)?.DeepClone() as JsonObject ?? [],
            ReadOnlyFields = spec.ReadOnlyFields,
            HiddenFields = spec.HiddenFields,
            Outcomes = spec.Outcomes,
            CreatedAt = step.Context.Now,
            DueAt = due,
            DueBasis = basis,
        };
        step.AddTask(task);
        step.Events.Add(new TaskCreated(task.Id, task.ActivityId, task.Name, task.Title, task.Assignee, [.. task.Candidates], task.DueAt, task.FormKey, form?.Version) { Basis = basis });
        context.Wait(BookmarkKind.Task, task.Id.ToString());
        TaskLadder.Lay(step, task, spec);
        if (spec.MailOnCreate is { } template)
        {
            step.Effects.Add(new SendMail(step.NewId(), template, [.. RecipientSpec.Owners(task)], TaskMails.Model(step, task), task.Id));
        }

        return task.Id;
    }

    private static ImmutableArray<Candidate> Candidates(ActivityContext context, UserTaskSpec spec)
    {
        var candidates = ImmutableArray.CreateBuilder<Candidate>();
        foreach (var candidate in spec.Candidates)
        {
            if (candidate.Person is not null)
            {
                if (Conversion.Text(context.Evaluate(candidate.Person)) is { Length: > 0 } person)
                {
                    candidates.Add(new Candidate(person, null, null));
                }
            }
            else if (candidate.Role is not null)
            {
                candidates.Add(new Candidate(null, candidate.Role, Unit(context, candidate.Role, candidate.Unit)));
            }
        }

        return candidates.ToImmutable();
    }

    /// <summary>A unit that is asked for and comes out empty must not open the task to everyone who holds the role anywhere.</summary>
    public static string? Unit(ActivityContext context, string role, Expression? expression)
    {
        if (expression is null or { Kind: ExpressionKind.Literal, Value: null })
        {
            return null;
        }

        return Conversion.Text(context.Evaluate(expression)) is { Length: > 0 } unit
            ? unit
            : throw new ActivityFaultException($"候选角色“{role}”的单位为空 / the unit of the candidates with role '{role}' came out empty");
    }

    private static (DateTimeOffset? At, DueBasis? Basis) Due(ActivityContext context, UserTaskSpec spec, TaskFor people)
    {
        var text = Conversion.Text(context.Evaluate(spec.Due));
        if (string.IsNullOrWhiteSpace(text))
        {
            return (null, null);
        }

        if (WorkSpan.TryParse(text, out var span))
        {
            var basis = new DueBasis(span.Text, context.Step.Context.Now, TaskUnit.Of(context.Step, people.Assignee, people.Candidates), []);
            return (basis.Count(context.Step.Context.CalendarOf(basis.Unit)), basis);
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? (instant, null)
            : throw new ActivityFaultException($"办理时限“{text}”既不是时长也不是时间 / the due time '{text}' is neither a span nor an instant");
    }
}
