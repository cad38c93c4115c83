using System.Text.Json.Nodes;
using Workflows.Core.Checks.Soundness;
using Workflows.Core.Definitions;
using Workflows.Core.Expressions;
using Workflows.Core.Flow.Activities;
using Workflows.Core.Flow.Tasks;

namespace Workflows.Core.Checks;

/// <summary>Checks the definition of one package.</summary>
internal sealed class DefinitionChecks(WorkflowPackage package, string path, List<Problem> problems, HashSet<string> brokenForms)
{
    private readonly WorkflowDefinition _definition = package.Definition;

    public void Run()
    {
        if (_definition.Root is null)
        {
            Error(null, "root.missing", new LocalizedText("流程没有根活动(root)", "The workflow has no root activity"));
            return;
        }

        CheckIds();
        CheckHeader();
        CheckRetention();
        foreach (var activity in _definition.Activities)
        {
            CheckActivity(activity);
        }

        CheckFormsAreUsed();
        problems.AddRange(SoundnessChecks.Of(_definition, path));
    }

    private void CheckIds()
    {
        foreach (var twice in _definition.Activities.Where(a => a.Enclosing is null).GroupBy(a => a.Id).Where(g => g.Count() > 1))
        {
            Error(twice.Key, "id.twice", new LocalizedText($"活动编号“{twice.Key}”重复", $"The activity id '{twice.Key}' stands twice"));
        }

        foreach (var twice in _definition.Variables.GroupBy(v => v.Name).Where(g => g.Count() > 1))
        {
            Error(null, "variable.twice", new LocalizedText($"变量“{twice.Key}”重复声明", $"The variable '{twice.Key}' is declared twice"));
        }

        foreach (var twice in _definition.Activities.Where(a => a.Type is "ClosedLoop.UserTask" or "ClosedLoop.Approval").GroupBy(a => a.Label).Where(g => g.Count() > 1))
        {
            problems.Add(new Problem(ProblemSeverity.Warning, path, twice.Last().Id, "name.twice", new LocalizedText($"两个任务都叫“{twice.Key}”", $"Two tasks are called '{twice.Key}'")));
        }
    }

    private void CheckHeader()
    {
        foreach (var (member, expression) in _definition.Header)
        {
            var error = expression.Kind switch
            {
                ExpressionKind.JavaScript => expression.Script.Error,
                ExpressionKind.Liquid => expression.Template.Error,
                ExpressionKind.Unknown => expression.Type,
                _ => null,
            };
            if (error is not null)
            {
                Error(null, "expression.invalid", new LocalizedText($"header.{member} 的表达式有误：{error}", $"The expression of header.{member} is wrong: {error}"));
            }
        }
    }

    private void CheckRetention()
    {
        if (_definition.Source["customProperties"] is JsonObject custom && custom["closedLoop"] is JsonObject closedLoop && closedLoop["retention"] is { } retention
            && RetentionPeriod.Parse(JsonRead.Text(retention)) is null)
        {
            var written = retention.ToJsonString();
            Error(null, "retention.invalid", new LocalizedText($"保留期限 {written} 无效，应如 \"P3Y\"、\"P18M\"、\"P90D\" 或 \"forever\"", $"The retention {written} is not valid; write \"P3Y\", \"P18M\", \"P90D\" or \"forever\""));
        }
    }

    private void CheckFormsAreUsed()
    {
        var used = _definition.Activities.Where(a => a.Kind is UserTaskActivity or ApprovalActivity).Select(a => UserTaskSpec.Of(a).FormKey).ToHashSet();
        foreach (var form in package.Forms.Keys.Where(k => !used.Contains(k)).Order(StringComparer.Ordinal))
        {
            problems.Add(new Problem(ProblemSeverity.Warning, $"forms/{form}.json", null, "form.unused", new LocalizedText("没有任何步骤使用这张表单", "No step uses this form")));
        }
    }

    private void CheckActivity(ActivityNode activity)
    {
        var checks = new ActivityChecks(package, activity, path, problems, brokenForms);
        if (activity.Kind is not { } kind)
        {
            checks.UnknownType();
            return;
        }

        foreach (var (_, expression) in activity.Inputs)
        {
            checks.Expression(expression);
        }

        checks.Outputs();
        checks.OneOf("mergeMode", MergeModes.Property(activity), Enum.GetNames<MergeMode>());
        kind.Check(activity, checks);
    }

    private void Error(string? activityId, string code, LocalizedText message) => problems.Add(new Problem(ProblemSeverity.Error, path, activityId, code, message));
}
