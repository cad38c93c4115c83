using Workflows.Core.Definitions;
using Workflows.Core.Expressions;

namespace Workflows.Core.Checks;

/// <summary>What the check of one activity may use to report.</summary>
internal sealed class ActivityChecks(WorkflowPackage package, ActivityNode node, string path, List<Problem> problems)
{
    public void Error(string code, LocalizedText message) => problems.Add(new Problem(ProblemSeverity.Error, path, node.Id, code, Named(message)));

    public void Warning(string code, LocalizedText message) => problems.Add(new Problem(ProblemSeverity.Warning, path, node.Id, code, Named(message)));

    public void OneOf(string member, string? value, string[] allowed)
    {
        if (!string.IsNullOrEmpty(value) && !allowed.Contains(value, StringComparer.OrdinalIgnoreCase))
        {
            Error("value.unknown", new LocalizedText($"{member} 的值“{value}”无效,可选:{string.Join("、", allowed)}", $"{member} cannot be '{value}'; choose one of {string.Join(", ", allowed)}"));
        }
    }

    /// <summary>A variable that is named must be declared by the workflow or by a container around the activity.</summary>
    public void Variable(string nameOrId)
    {
        var declared = package.Definition.Variables.AsEnumerable();
        for (var above = node; above is not null; above = above.Parent)
        {
            declared = declared.Concat(above.Variables);
        }

        if (!declared.Any(v => v.Id == nameOrId || v.Name == nameOrId))
        {
            Error("variable.unknown", new LocalizedText($"没有声明变量“{nameOrId}”", $"The variable '{nameOrId}' is not declared"));
        }
    }

    public void Template(string? key, bool isRequired)
    {
        if (string.IsNullOrEmpty(key))
        {
            if (isRequired)
            {
                Error("mail.no-template", new LocalizedText("没有指定邮件模板", "No mail template is named"));
            }
        }
        else
        {
            foreach (var language in (string[])["zh-CN", "en"])
            {
                if (!package.MailTemplates.ContainsKey($"{key}.{language}"))
                {
                    Error("mail.missing-template", new LocalizedText($"缺少邮件模板 mail/{key}.{language}.liquid", $"The mail template mail/{key}.{language}.liquid is missing"));
                }
            }
        }
    }

    public void Form(string? key, string[] fields)
    {
        if (key is not null && !package.Forms.ContainsKey(key))
        {
            Error("form.missing", new LocalizedText($"缺少表单 forms/{key}.json", $"The form forms/{key}.json is missing"));
        }
    }

    public void Expression(Expression expression)
    {
        var error = expression.Kind switch
        {
            ExpressionKind.JavaScript => expression.Script.Error,
            ExpressionKind.Liquid => expression.Template.Error,
            ExpressionKind.Unknown => $"'{expression.Type}' is not supported",
            _ => null,
        };
        if (error is not null)
        {
            Error("expression.invalid", new LocalizedText($"{expression.Type} 表达式有误:{error}", $"The {expression.Type} expression is wrong: {error}"));
        }

        if (expression.Kind == ExpressionKind.Variable)
        {
            Variable(expression.ReferenceId ?? expression.Reference ?? "");
        }
    }

    public void Flowchart(ActivityNode flowchart)
    {
        foreach (var broken in flowchart.Flowchart.BrokenConnections)
        {
            Error("connection.unknown-activity", new LocalizedText($"连线指向不存在的活动:{broken}", $"A connection names an activity that is not there: {broken}"));
        }
    }

    private LocalizedText Named(LocalizedText message) => new($"“{node.Label}”:{message.Zh}", $"'{node.Label}': {message.En}");
}
