using Workflows.Core.Checks;
using Workflows.Core.Definitions;
using Workflows.Core.Expressions;
using Workflows.Core.Time;

namespace Workflows.Core.Flow.Tasks;

/// <summary>What can be wrong with a human task in a definition.</summary>
internal static class UserTaskChecks
{
    public static void Check(ActivityNode node, ActivityChecks checks)
    {
        var spec = UserTaskSpec.Of(node);
        CheckTask(spec, checks);
        if (spec.Candidates.IsEmpty && node.Input("assignee") is null or { Kind: ExpressionKind.Literal, Text: "" })
        {
            checks.Error("task.no-candidate", new LocalizedText("任务没有候选人，也没有指定人，没有人能办理", "The task has neither candidates nor an assignee, so nobody can do it"));
        }

        foreach (var candidate in spec.Candidates.Where(c => c.Person is null && string.IsNullOrEmpty(c.Role)))
        {
            checks.Error("task.no-candidate", new LocalizedText("候选人既没有 role 也没有 person", "A candidate has neither role nor person"));
        }

        foreach (var expression in spec.Candidates.SelectMany(c => new[] { c.Person, c.Unit }).OfType<Expression>())
        {
            checks.Expression(expression);
        }
    }

    /// <summary>What holds for the tasks of an approval too.</summary>
    public static void CheckTask(UserTaskSpec spec, ActivityChecks checks)
    {
        foreach (var twice in spec.Outcomes.GroupBy(o => o.Name).Where(g => g.Count() > 1))
        {
            checks.Error("task.outcome-twice", new LocalizedText($"结果“{twice.Key}”重复", $"The outcome '{twice.Key}' stands twice"));
        }

        checks.Form(spec.FormKey, [.. spec.ReadOnlyFields, .. spec.HiddenFields]);
        checks.Template(spec.MailOnCreate, isRequired: false);
        CheckDue(spec, checks);
        CheckLadder(spec, checks);
        spec.ByMail?.Check(checks);
    }

    private static void CheckDue(UserTaskSpec spec, ActivityChecks checks)
    {
        if (spec.Due is null)
        {
            return;
        }

        if (spec.Due.Kind != ExpressionKind.Literal)
        {
            checks.Expression(spec.Due);
        }
        else if (spec.Due.Text is { Length: > 0 } text && !WorkSpan.TryParse(text, out _) && !DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out _))
        {
            checks.Error("span.invalid", new LocalizedText($"办理时限“{text}”无效，应如 2wd、4wh、PT20S 或一个时间", $"The due time '{text}' is not valid; write 2wd, 4wh, PT20S or an instant"));
        }
    }

    private static void CheckLadder(UserTaskSpec spec, ActivityChecks checks)
    {
        if (!spec.Ladder.IsEmpty && spec.Due is null)
        {
            checks.Warning("ladder.no-due", new LocalizedText("有升级阶梯但没有办理时限，阶梯不会生效", "There is a ladder but no due time, so it never begins"));
        }

        foreach (var twice in spec.Ladder.GroupBy(r => r.Name).Where(g => g.Count() > 1))
        {
            checks.Error("ladder.rung-twice", new LocalizedText($"阶梯“{twice.Key}”重复", $"The rung '{twice.Key}' stands twice"));
        }

        foreach (var rung in spec.Ladder)
        {
            if (!WorkSpan.TryParse(rung.At, out _))
            {
                checks.Error("span.invalid", new LocalizedText($"阶梯“{rung.Name}”的时间“{rung.At}”无效，应如 -4wh、0、+1wd", $"The time '{rung.At}' of the rung '{rung.Name}' is not valid; write -4wh, 0, +1wd"));
            }

            if (rung.Decide is { } decided)
            {
                checks.OneOf("decide", decided, [.. spec.Outcomes.Select(o => o.Name)]);
            }

            var onlyTells = rung.Decide is null && rung.Reassign.IsEmpty;
            checks.Template(rung.Template, isRequired: onlyTells);
            if (rung.To.IsEmpty && onlyTells)
            {
                checks.Error("mail.no-receiver", new LocalizedText($"阶梯“{rung.Name}”没有收件人", $"The rung '{rung.Name}' has no receiver"));
            }

            foreach (var unknown in rung.Reassign.Where(r => !RecipientSpec.Takers.Contains(r.Kind)))
            {
                checks.Error("ladder.reassign", new LocalizedText($"阶梯“{rung.Name}”不能把任务交给“{unknown.Kind}”，可选：{string.Join("、", RecipientSpec.Takers)}", $"The rung '{rung.Name}' cannot give the task to '{unknown.Kind}'; it can to: {string.Join(", ", RecipientSpec.Takers)}"));
            }

            foreach (var unknown in rung.To.Where(r => !RecipientSpec.Kinds.Contains(r.Kind)))
            {
                checks.Error("mail.unknown-receiver", new LocalizedText($"未知的收件人类别“{unknown.Kind}”", $"Unknown kind of receiver '{unknown.Kind}'"));
            }
        }
    }
}
