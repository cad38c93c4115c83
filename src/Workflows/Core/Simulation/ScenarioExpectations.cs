using System.Globalization;
using System.Text.Json.Nodes;
using Workflows.Core.Definitions;
using Workflows.Core.Forms;
using Workflows.Core.Instances;

namespace Workflows.Core.Simulation;

/// <summary>Compares what is with what a scenario says. Every difference is a sentence.</summary>
internal sealed class ScenarioExpectations
{
    private readonly VirtualHost _host;
    private readonly Guid _id;
    private readonly Dictionary<string, HumanTask> _seen = new(StringComparer.Ordinal);
    private int _mailsExpected;

    public ScenarioExpectations(VirtualHost host, Guid id)
    {
        _host = host;
        _id = id;
    }

    /// <summary>A task that was open once, so that a second click can be played.</summary>
    public HumanTask? ClosedTask(string name) => _seen.GetValueOrDefault(name);

    /// <summary>Notes the open tasks, so that they are known when they are closed.</summary>
    public void Remember()
    {
        foreach (var task in Open())
        {
            _seen[task.Name] = task;
        }
    }

    public FormDefinition? FormOf(HumanTask task) => _host.PackageOf(task.InstanceId).Forms.GetValueOrDefault(task.FormKey!);

    public string OpenTasks() => string.Join(", ", Open().Select(t => t.Name));

    public IEnumerable<string> Task(JsonObject expected)
    {
        var name = JsonRead.Text(expected, "name");
        if (Open().FirstOrDefault(t => t.Name == name || t.ActivityId == name) is not { } task)
        {
            yield return $"there is no open task '{name}'; open: {OpenTasks()}; status {StatusOf()}";
            yield break;
        }

        foreach (var (member, value) in expected)
        {
            var difference = member switch
            {
                "name" => null,
                "assignee" => Same(member, JsonRead.Text(value), task.Assignee),
                "state" => Same(member, JsonRead.Text(value), task.State.ToString()),
                "formKey" => Same(member, JsonRead.Text(value), task.FormKey),
                "dueAt" => SameInstant(member, JsonRead.Text(value), task.DueAt),
                "escalationLevel" => Same(member, JsonRead.Text(value), task.EscalationLevel.ToString(CultureInfo.InvariantCulture)),
                "outcomes" => Same(member, string.Join(",", JsonRead.Texts(value)), string.Join(",", task.Outcomes.Select(o => o.Name))),
                "candidates" => Same(member, string.Join(",", JsonRead.Objects(value).Select(Describe)), string.Join(",", task.Candidates.Select(Describe))),
                "excluded" => Same(member, string.Join(",", JsonRead.Texts(value)), string.Join(",", task.Excluded)),
                "data" => Contains(member, value, task.Data),
                _ => $"unknown member '{member}'",
            };
            if (difference is not null)
            {
                yield return difference;
            }
        }
    }

    public IEnumerable<string> NoTask(string name)
    {
        if (Open().Any(t => t.Name == name || t.ActivityId == name))
        {
            yield return $"the task '{name}' is open and should not be";
        }
    }

    /// <summary>Mails are expected in the order they are sent; others between them are passed over.</summary>
    public IEnumerable<string> Mail(JsonObject expected)
    {
        var template = JsonRead.Text(expected, "template");
        string[]? to = expected["to"] is JsonArray ? [.. JsonRead.Texts(expected["to"]).Order(StringComparer.Ordinal)] : null;
        for (var i = _mailsExpected; i < _host.Mails.Count; i++)
        {
            var mail = _host.Mails[i];
            if (mail.Mail.Template == template && (to is null || to.SequenceEqual(mail.To.Order(StringComparer.Ordinal))))
            {
                _mailsExpected = i + 1;
                yield break;
            }
        }

        yield return $"no mail '{template}' to {string.Join(", ", to ?? [])}; sent since: {string.Join("; ", _host.Mails.Skip(_mailsExpected).Select(m => $"{m.Mail.Template} to {string.Join(", ", m.To)}"))}";
    }

    public IEnumerable<string> NoMail(string template)
    {
        if (_host.Mails.Skip(_mailsExpected).Any(m => m.Mail.Template == template))
        {
            yield return $"a mail '{template}' was sent and should not have been";
        }
    }

    public IEnumerable<string> Instance(JsonObject expected)
    {
        var instance = _host.Instance(_id);
        foreach (var (member, value) in expected)
        {
            var difference = member switch
            {
                "status" => Same(member, JsonRead.Text(value), instance.Status.ToString()),
                "subStatus" => Same(member, JsonRead.Text(value), instance.SubStatus.ToString()),
                "openTasks" => Same(member, string.Join(",", JsonRead.Texts(value)), string.Join(",", instance.Tasks.Select(t => t.Name))),
                "incidents" => Same(member, JsonRead.Text(value), instance.Incidents.Length.ToString(CultureInfo.InvariantCulture)),
                "variables" => Contains(member, value, instance.Execution.Variables),
                "output" => Contains(member, value, instance.Output),
                "header" => Contains(member, value, Flow.InstanceHeaders.ToJson(instance.Header, _host.World.Organisation)),
                "lines" => Same(member, string.Join("|", JsonRead.Texts(value)), string.Join("|", _host.Lines)),
                "completed" => MissingFrom(member, JsonRead.Texts(value), Completed()),
                "notCompleted" => JsonRead.Texts(value).Intersect(Completed()).FirstOrDefault() is { } one ? $"'{one}' completed and should not have" : null,
                _ => $"unknown member '{member}'",
            };
            if (difference is not null)
            {
                yield return instance.Incidents.IsEmpty ? difference : $"{difference}; incidents: {string.Join("; ", instance.Incidents.Select(i => $"{i.ActivityId}: {i.Message}"))}";
            }
        }
    }

    /// <summary>Whether everything of the expected value is there; objects may have more members than expected, lists may not.</summary>
    private static string? Contains(string path, JsonNode? expected, JsonNode? actual)
    {
        switch (expected)
        {
            case JsonObject members when actual is JsonObject there:
                return members.Select(m => Contains($"{path}.{m.Key}", m.Value, there[m.Key])).FirstOrDefault(d => d is not null);
            case JsonArray items when actual is JsonArray there && items.Count == there.Count:
                return items.Select((item, i) => Contains($"{path}[{i}]", item, there[i])).FirstOrDefault(d => d is not null);
            default:
                return JsonNode.DeepEquals(expected, actual) || (expected is JsonValue && actual is JsonValue && JsonRead.Text(expected) == JsonRead.Text(actual))
                    ? null
                    : $"{path} should be {expected?.ToJsonString() ?? "null"}, but is {actual?.ToJsonString() ?? "null"}";
        }
    }

    private static string? Same(string member, string? expected, string? actual) => expected == actual ? null : $"{member} should be '{expected}', but is '{actual}'";

    private static string? SameInstant(string member, string? expected, DateTimeOffset? actual) =>
        expected is null ? Same(member, null, actual?.ToString("O", CultureInfo.InvariantCulture))
        : DateTimeOffset.TryParse(expected, CultureInfo.InvariantCulture, out var instant) && instant == actual ? null
        : $"{member} should be {expected}, but is {actual:O}";

    private static string? MissingFrom(string member, IEnumerable<string> expected, IEnumerable<string> actual) =>
        expected.Except(actual).ToArray() is { Length: > 0 } missing ? $"{member} lacks {string.Join(", ", missing)}" : null;

    private static string Describe(JsonObject candidate) => Describe(new Candidate(JsonRead.Text(candidate, "person"), JsonRead.Text(candidate, "role"), JsonRead.Text(candidate, "unit")));

    private static string Describe(Candidate candidate) => candidate.PersonId ?? $"{candidate.Role}@{candidate.Unit}";

    private IEnumerable<string> Completed() => _host.Journal
        .Where(j => j.InstanceId == _id && j.Event.Name == ActivityEventName.Completed)
        .SelectMany(j => new[] { j.Event.ActivityId, j.Event.ActivityName }.OfType<string>());

    private IEnumerable<HumanTask> Open() => _host.Instances.SelectMany(i => i.Tasks);

    private string StatusOf()
    {
        var instance = _host.Instance(_id);
        return $"{instance.Status}/{instance.SubStatus} {string.Join("; ", instance.Incidents.Select(i => i.Message))}";
    }
}
