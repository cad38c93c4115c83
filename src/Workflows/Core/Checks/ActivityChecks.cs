using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Workflows.Core.Definitions;
using Workflows.Core.Expressions;
using Workflows.Core.Forms;

namespace Workflows.Core.Checks;

/// <summary>What the check of one activity may use to look and to report.</summary>
internal sealed partial class ActivityChecks(WorkflowPackage package, ActivityNode node, string path, List<Problem> problems, HashSet<string> brokenForms)
{
    public void Error(string code, LocalizedText message) => Add(ProblemSeverity.Error, node, code, message);

    public void Warning(string code, LocalizedText message) => Add(ProblemSeverity.Warning, node, code, message);

    public void UnknownType()
    {
        if (JsonRead.Text(node.Json, "workflowDefinitionId") is { } used)
        {
            Error("component.missing", new LocalizedText($"缺少用作活动的流程“{used}”，请将其定义放入 components 文件夹", $"The workflow '{used}' that it stands for is missing; put its definition into the folder components"));
        }
        else
        {
            Error("activity.unknown-type", new LocalizedText($"未知的活动类型“{node.Type}”，无法发布", $"Unknown activity type '{node.Type}'; it cannot be published"));
        }
    }

    public void OneOf(string member, string? value, string[] allowed)
    {
        if (!string.IsNullOrEmpty(value) && !allowed.Contains(value, StringComparer.OrdinalIgnoreCase))
        {
            Error("value.unknown", new LocalizedText($"{member} 的值“{value}”无效，可选：{string.Join("、", allowed)}", $"{member} cannot be '{value}'; choose one of {string.Join(", ", allowed)}"));
        }
    }

    /// <summary>A variable that is named must be declared by the workflow or by a container around the activity.</summary>
    public void Variable(string nameOrId)
    {
        if (!IsDeclared(nameOrId))
        {
            Error("variable.unknown", new LocalizedText($"没有声明变量“{nameOrId}”", $"The variable '{nameOrId}' is not declared"));
        }
    }

    /// <summary>Outputs that are bound to a variable which is not there lose their value in silence.</summary>
    public void Outputs()
    {
        foreach (var (name, value) in node.Json)
        {
            if (value is JsonObject output && output["memoryReference"] is JsonObject reference && JsonRead.Text(reference, "id") is { Length: > 0 } id && !IsDeclared(id))
            {
                Warning("variable.unknown", new LocalizedText($"输出 {name} 绑定的变量“{id}”没有声明", $"The output {name} is bound to the variable '{id}', which is not declared"));
            }
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

            return;
        }

        foreach (var language in StandardMails.Keys.Contains(key) ? [] : (string[])["zh-CN", "en"])
        {
            if (!package.MailTemplates.ContainsKey($"{key}.{language}"))
            {
                Error("mail.missing-template", new LocalizedText($"缺少邮件模板 mail/{key}.{language}.liquid", $"The mail template mail/{key}.{language}.liquid is missing"));
            }
        }
    }

    public void Form(string? key, string[] fields)
    {
        if (key is null || brokenForms.Contains(key))
        {
            return;
        }

        if (!package.Forms.TryGetValue(key, out var form))
        {
            Error("form.missing", new LocalizedText($"缺少表单 forms/{key}.json", $"The form forms/{key}.json is missing"));
            return;
        }

        foreach (var field in fields.Where(f => form.Find(f) is null))
        {
            Error("form.unknown-field", new LocalizedText($"表单 {key} 没有字段“{field}”", $"The form {key} has no field '{field}'"));
        }
    }

    public void Expression(Expression expression)
    {
        var error = expression.Kind switch
        {
            ExpressionKind.JavaScript => expression.Script.Error,
            ExpressionKind.Liquid => expression.Template.Error,
            ExpressionKind.Unknown => $"'{expression.Type}' is not supported",
            ExpressionKind.Json when expression.Value is JsonValue && expression.Text.Length > 0 => JsonError(expression.Text),
            _ => null,
        };
        if (error is not null)
        {
            Error("expression.invalid", new LocalizedText($"{expression.Type} 表达式有误：{error}", $"The {expression.Type} expression is wrong: {error}"));
        }

        switch (expression.Kind)
        {
            case ExpressionKind.Variable:
                Variable(expression.ReferenceId is { } id && IsDeclared(id) ? id : expression.Reference ?? "");
                break;
            case ExpressionKind.Input when (node.Enclosing?.Inputs ?? package.Definition.Inputs).All(i => i.Name != expression.Reference):
                Warning("input.unknown", new LocalizedText($"没有声明输入“{expression.Reference}”", $"The input '{expression.Reference}' is not declared"));
                break;
            case ExpressionKind.JavaScript:
                ReadVariables(expression.Text);
                break;
        }
    }

    /// <summary>Checks activities and connections of a flowchart.</summary>
    public void Flowchart(ActivityNode flowchart) => new FlowchartChecks(flowchart, Add).Run();

    private void ReadVariables(string script)
    {
        foreach (var name in VariableRead().Matches(script).Select(m => m.Groups[1].Value + m.Groups[2].Value).Distinct().Where(n => !IsDeclared(n)))
        {
            Warning("variable.unknown", new LocalizedText($"脚本使用了未声明的变量“{name}”", $"A script uses the variable '{name}', which is not declared"));
        }
    }

    /// <summary>Declared by the workflow or by a container around the activity, or made by one, as loops do.</summary>
    private bool IsDeclared(string nameOrId)
    {
        var declared = package.Definition.Variables.AsEnumerable();
        for (var above = node; above is not null; above = above.Parent)
        {
            if (above.Kind?.BodyVariables.Contains(nameOrId) == true)
            {
                return true;
            }

            declared = declared.Concat(above.Variables);
        }

        return declared.Any(v => v.Id == nameOrId || v.Name == nameOrId);
    }

    private static string? JsonError(string text)
    {
        try
        {
            JsonNode.Parse(text);
            return null;
        }
        catch (System.Text.Json.JsonException e)
        {
            return e.Message;
        }
    }

    private void Add(ProblemSeverity severity, ActivityNode about, string code, LocalizedText message) =>
        problems.Add(new Problem(severity, path, about.Id, code, new LocalizedText($"“{about.Title.Zh}”：{message.Zh}", $"'{about.Title.En}': {message.En}")));

    [GeneratedRegex("""\bvariables\.([\p{L}_$][\p{L}\p{Nd}_$]*)|\bgetVariable\(\s*["']([^"']+)["']\s*\)""")]
    private static partial Regex VariableRead();
}
