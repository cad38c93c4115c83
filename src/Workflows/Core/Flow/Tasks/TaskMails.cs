using System.Globalization;
using System.Text.Json.Nodes;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;

namespace Workflows.Core.Flow.Tasks;

/// <summary>What mail templates may read about a task.</summary>
internal static class TaskMails
{
    public static JsonObject Model(Step step, HumanTask task) =>
        Model(task, InstanceHeaders.Compute(step, step.Before.Header, step.Before.Status, step.Before.SubStatus), step.Context.Organisation, step.Context.Calendar.Offset);

    public static JsonObject Model(HumanTask task, InstanceHeader header, OrgChart organisation, TimeSpan offset) => new()
    {
        ["task"] = new JsonObject
        {
            ["id"] = task.Id.ToString(),
            ["name"] = task.Name,
            ["title"] = Both(task.Title),
            ["dueAt"] = task.DueAt?.ToOffset(offset).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
            ["createdAt"] = task.CreatedAt.ToOffset(offset).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
            ["assignee"] = task.Assignee,
            ["assigneeName"] = task.Assignee is { } assignee ? organisation.Person(assignee)?.Name ?? assignee : null,
            ["escalationLevel"] = task.EscalationLevel,
            ["outcomes"] = new JsonArray([.. task.Outcomes.Select(o => new JsonObject { ["name"] = o.Name, ["label"] = Both(o.Label), ["commentRequired"] = o.CommentRequired })]),
        },
        ["instance"] = InstanceHeaders.ToJson(header, organisation),
    };

    private static JsonObject Both(LocalizedText text) => new() { ["zh"] = text.Zh, ["en"] = text.En };
}
