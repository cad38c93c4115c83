using System.Text.Json.Nodes;
using Workflows.Core.Expressions;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;

namespace Workflows.Core.Flow;

/// <summary>Computes what lists show of an instance.</summary>
internal static class InstanceHeaders
{
    public static InstanceHeader Compute(Step step, InstanceHeader before, InstanceStatus status, InstanceSubStatus subStatus)
    {
        var header = before with { Stage = Stage(step, status, subStatus) };
        if (step.Definition.Header.Count == 0 || !(step.VariablesChanged || step.IsStarting))
        {
            return header;
        }

        return header with
        {
            Title = Evaluate(step, "title", before.Title),
            Unit = Evaluate(step, "unit", before.Unit),
            Subject = Evaluate(step, "subject", before.Subject),
            Theme = Evaluate(step, "theme", before.Theme),
        };
    }

    public static JsonObject ToJson(InstanceHeader header, OrgChart organisation) => new()
    {
        ["number"] = header.Number,
        ["title"] = header.Title,
        ["unit"] = header.Unit,
        ["unitName"] = organisation.Find(header.Unit)?.Name,
        ["subject"] = header.Subject,
        ["theme"] = header.Theme,
    };

    /// <summary>A header that cannot be computed keeps its last value: a list must never stop a flow. The checker finds the mistake.</summary>
    private static string? Evaluate(Step step, string member, string? before)
    {
        if (!step.Definition.Header.TryGetValue(member, out var expression))
        {
            return before;
        }

        try
        {
            return Conversion.Text(Evaluator.Evaluate(expression, new StepScope(step, null)));
        }
        catch (ActivityFaultException)
        {
            return before;
        }
    }

    private static LocalizedText Stage(Step step, InstanceStatus status, InstanceSubStatus subStatus)
    {
        if (step.Tasks.Count > 0)
        {
            var titles = step.Tasks.Select(t => t.Title).Distinct().ToArray();
            return new LocalizedText(string.Join("、", titles.Select(t => t.Zh)), string.Join(", ", titles.Select(t => t.En)));
        }

        return (status, subStatus) switch
        {
            (_, InstanceSubStatus.Faulted) => new LocalizedText("出错,待处理", "Failed, needs attention"),
            (InstanceStatus.Finished, InstanceSubStatus.Cancelled) => new LocalizedText("已取消", "Cancelled"),
            (InstanceStatus.Finished, _) => new LocalizedText("已结束", "Finished"),
            _ => new LocalizedText("等待中", "Waiting"),
        };
    }
}
