using System.Text.Json.Nodes;
using Workflows.Core.Definitions;
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
            Title = Evaluate(step, "title", before.Title, Title),
            Unit = Evaluate(step, "unit", before.Unit, Conversion.Text),
            Subject = Evaluate(step, "subject", before.Subject, Conversion.Text),
            Theme = Evaluate(step, "theme", before.Theme, Conversion.Text),
        };
    }

    public static JsonObject ToJson(InstanceHeader header, OrgChart organisation) => new()
    {
        ["number"] = header.Number,
        ["title"] = header.Title is { } title && title.Zh != title.En ? new JsonObject { ["zh"] = title.Zh, ["en"] = title.En } : header.Title?.Zh,
        ["unit"] = header.Unit,
        ["unitName"] = organisation.Find(header.Unit)?.Name,
        ["subject"] = header.Subject,
        ["theme"] = header.Theme,
    };

    /// <summary>A header that cannot be computed keeps its last value: a list must never stop a flow. The checker finds the mistake.</summary>
    private static T? Evaluate<T>(Step step, string member, T? before, Func<JsonNode?, T?> read)
        where T : class
    {
        if (!step.Definition.Header.TryGetValue(member, out var expression))
        {
            return before;
        }

        try
        {
            return read(Evaluator.Evaluate(expression, new StepScope(step, null)));
        }
        catch (ActivityFaultException)
        {
            return before;
        }
    }

    private static LocalizedText? Title(JsonNode? value) =>
        value is JsonObject ? JsonRead.Localized(value) : Conversion.Text(value) is { } text ? LocalizedText.Same(text) : null;

    private static LocalizedText Stage(Step step, InstanceStatus status, InstanceSubStatus subStatus)
    {
        if (step.Tasks.Count > 0)
        {
            var titles = step.Tasks.Select(t => t.Title).Distinct().ToArray();
            return new LocalizedText(string.Join("、", titles.Select(t => t.Zh)), string.Join(", ", titles.Select(t => t.En)));
        }

        return (status, subStatus) switch
        {
            (_, InstanceSubStatus.Faulted) => new LocalizedText("出错，待处理", "Failed, needs attention"),
            (InstanceStatus.Finished, InstanceSubStatus.Cancelled) => new LocalizedText("已取消", "Cancelled"),
            (InstanceStatus.Finished, _) => new LocalizedText("已结束", "Finished"),
            _ => new LocalizedText("等待中", "Waiting"),
        };
    }
}
