using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Core.Definitions;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Core.Time;

namespace Workflows.Core.Simulation;

/// <summary>What came of a scenario.</summary>
/// <param name="Failures">What was not as the scenario says, with the step; empty = it holds.</param>
/// <param name="Journal">What happened, for whoever looks into a failure.</param>
public sealed record ScenarioResult(ImmutableArray<string> Failures, ImmutableArray<JournalLine> Journal)
{
    /// <summary>Whether the scenario holds.</summary>
    public bool Holds => Failures.IsEmpty;
}

/// <summary>Plays scenarios against the real engine on a virtual clock.</summary>
public sealed class ScenarioRunner
{
    private readonly Scenario _scenario;
    private readonly VirtualHost _host;
    private readonly Guid _id;
    private readonly List<string> _failures = [];
    private readonly ScenarioExpectations _expectations;

    private ScenarioRunner(Scenario scenario, IReadOnlyList<WorkflowPackage> packages, Action<WorkflowInstance, InstanceEvent>? onEvent)
    {
        _scenario = scenario;
        _host = new VirtualHost(packages, scenario.World) { OnEvent = onEvent };
        var start = scenario.Source["start"] as JsonObject ?? [];
        _id = _host.Start(
            JsonRead.Text(scenario.Source, "definition") ?? packages[0].Definition.DefinitionId,
            start["input"]?.DeepClone() as JsonObject ?? [],
            JsonRead.Text(start, "by") is { } by ? Person(by) : null,
            JsonRead.Text(start, "correlationId"),
            JsonRead.Text(start, "trigger"));
        _expectations = new ScenarioExpectations(_host, _id);
    }

    /// <summary>Plays a scenario.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="packages">The workflow it is about first, then others that it may start.</param>
    public static ScenarioResult Run(Scenario scenario, params IReadOnlyList<WorkflowPackage> packages) => Run(scenario, packages, null);

    /// <summary>Plays a scenario; somebody hears every fact as it happens, with the instance after its step.</summary>
    internal static ScenarioResult Run(Scenario scenario, IReadOnlyList<WorkflowPackage> packages, Action<WorkflowInstance, InstanceEvent>? onEvent)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentOutOfRangeException.ThrowIfZero(packages?.Count ?? 0, nameof(packages));
        var runner = new ScenarioRunner(scenario, packages!, onEvent);
        for (var i = 0; i < scenario.Steps.Length && runner._failures.Count == 0; i++)
        {
            foreach (var failure in runner.Play(scenario.Steps[i]).ToArray())
            {
                runner._failures.Add($"{scenario.Path}, step {i + 1} ({scenario.Steps[i].First().Key}): {failure}");
            }
        }

        return new ScenarioResult([.. runner._failures], [.. runner._host.Journal]);
    }

    private IEnumerable<string> Play(JsonObject step)
    {
        _expectations.Remember();
        return PlayStep(step);
    }

    private IEnumerable<string> PlayStep(JsonObject step) => step.First().Key switch
    {
        "complete" or "claim" or "release" or "transfer" or "delegate" or "resolve" or "addSigners" or "sendBack" or "urge" => OnTask(step),
        "takeBack" => TakeBack(step),
        "withdraw" => Refused(step, _host.Do(new WithdrawInstance(_host.NextId(), _id, Person(By(step)), JsonRead.Text(step, "withdraw")))),
        "removeSigner" => RemoveSigner(step),
        "copy" => Refused(step, _host.Do(new CopyInstance(_host.NextId(), _id, Person(By(step)), [.. JsonRead.Texts(step["copy"])], JsonRead.Text(step, "note")))),
        "comment" => Refused(step, _host.Do(new CommentOnInstance(_host.NextId(), _id, Person(By(step)), null, JsonRead.Text(step, "comment") ?? ""))),
        "cancel" => Refused(step, _host.Do(new CancelInstance(_host.NextId(), _id, Person(By(step)), JsonRead.Text(step, "cancel") ?? ""))),
        "retry" => Retry(step),
        "wait" => Wait(step),
        "event" => Event(step),
        "work" => Work(step),
        "expectTask" => _expectations.Task((JsonObject)step["expectTask"]!),
        "expectNoTask" => _expectations.NoTask(JsonRead.Text(step, "expectNoTask")!),
        "expectMail" => _expectations.Mail((JsonObject)step["expectMail"]!),
        "expectNoMail" => _expectations.NoMail(JsonRead.Text(step, "expectNoMail")!),
        "expect" => _expectations.Instance((JsonObject)step["expect"]!),
        var unknown => [$"unknown step '{unknown}'"],
    };

    private IEnumerable<string> OnTask(JsonObject step)
    {
        var verb = step.First().Key;
        var name = JsonRead.Text(step, verb)!;
        var by = Person(By(step));
        var open = _host.Instances.SelectMany(i => i.Tasks).Where(t => t.Name == name || t.ActivityId == name).ToArray();
        var task = open.FirstOrDefault(t => t.MayBeDoneBy(by)) ?? open.FirstOrDefault() ?? _expectations.ClosedTask(name);
        if (task is null)
        {
            return [$"there is no task '{name}'; open: {_expectations.OpenTasks()}"];
        }

        InstanceCommand command = verb switch
        {
            "claim" => new ClaimTask(_host.NextId(), task.InstanceId, by, task.Id),
            "release" => new ReleaseTask(_host.NextId(), task.InstanceId, by, task.Id),
            "transfer" => new TransferTask(_host.NextId(), task.InstanceId, by, task.Id, JsonRead.Text(step, "to") ?? "", JsonRead.Text(step, "reason")),
            "delegate" => new DelegateTask(_host.NextId(), task.InstanceId, by, task.Id, JsonRead.Text(step, "to") ?? "", JsonRead.Text(step, "reason")),
            "resolve" => new ResolveTask(_host.NextId(), task.InstanceId, by, task.Id, JsonRead.Text(step, "opinion")),
            "addSigners" => new AddSigners(_host.NextId(), task.InstanceId, by, task.Id, [.. JsonRead.Texts(step["people"])], Word<SignerPosition>(step, "position"), JsonRead.Text(step, "reason")),
            "sendBack" => new SendBack(_host.NextId(), task.InstanceId, by, task.Id, Activity(JsonRead.Text(step, "to")), Word<SendBackMode>(step, "mode"), JsonRead.Text(step, "comment")),
            "urge" => new UrgeTask(_host.NextId(), task.InstanceId, by, task.Id, JsonRead.Text(step, "note")),
            _ => new CompleteTask(_host.NextId(), task.InstanceId, by, task.Id, JsonRead.Text(step, "outcome") ?? task.Outcomes[0].Name, Submission(task, step), JsonRead.Text(step, "comment")),
        };
        return Refused(step, _host.Do(command));
    }

    private IEnumerable<string> TakeBack(JsonObject step)
    {
        var (activity, by) = (Activity(JsonRead.Text(step, "takeBack")), Person(By(step)));
        var instance = _host.Instance(_id);
        var decided = ApprovalRound.Find(instance, activity)?.Seats.LastOrDefault(s => s.IsDecided && s.DecidedBy == by.PersonId)?.TaskId;
        var done = instance.Execution.DoneSteps.LastOrDefault(d => _host.PackageOf(_id).Definition.FindNode(d.NodeId)?.Id == activity)?.TaskId;
        return Refused(step, _host.Do(new TakeBack(_host.NextId(), _id, by, decided ?? done ?? Guid.Empty)));
    }

    private IEnumerable<string> RemoveSigner(JsonObject step)
    {
        var activity = Activity(JsonRead.Text(step, "removeSigner"));
        var person = JsonRead.Text(step, "person");
        var seat = ApprovalRound.Find(_host.Instance(_id), activity)?.Live.FirstOrDefault(s => s.Approver.PersonId == person)?.Number ?? 0;
        return Refused(step, _host.Do(new RemoveSigner(_host.NextId(), _id, Person(By(step)), activity, seat, JsonRead.Text(step, "reason"))));
    }

    /// <summary>The id of an activity that the scenario calls by its name or its id.</summary>
    private string Activity(string? name) =>
        _host.PackageOf(_id).Definition.Activities.FirstOrDefault(a => a.Name == name || a.Id == name)?.Id ?? name ?? "";

    private static T Word<T>(JsonObject step, string member)
        where T : struct, Enum => Enum.TryParse<T>(JsonRead.Text(step, member), ignoreCase: true, out var value) ? value : default;

    /// <summary>What a person would hand in: what the form starts with, with the step's data over it.</summary>
    private JsonObject Submission(HumanTask task, JsonObject step)
    {
        var data = step["data"] as JsonObject ?? [];
        var submission = new JsonObject();
        var form = task.FormKey is null ? null : _expectations.FormOf(task);
        if (form is not null && !JsonRead.Flag(step, "dataOnly"))
        {
            foreach (var field in form.AllFields.Where(f => f.HoldsValue && task.Data.ContainsKey(f.Key)))
            {
                submission[field.Key] = task.Data[field.Key]?.DeepClone();
            }
        }

        foreach (var (key, value) in data)
        {
            submission[key] = value?.DeepClone();
        }

        return submission;
    }

    private static IEnumerable<string> Refused(JsonObject step, Refusal? refusal)
    {
        var expected = JsonRead.Text(step, "refused");
        if (refusal?.Code != expected)
        {
            var fields = refusal is null ? "" : string.Join("; ", refusal.Fields.Select(f => $"{f.Path} {f.Code}: {f.Message.En}"));
            yield return expected is null
                ? $"refused: {refusal!.Code} {refusal.Message.En} {fields}"
                : $"should have been refused with {expected}, but {(refusal is null ? "was accepted" : $"was refused with {refusal.Code} {refusal.Message.En}")}";
        }
        else if (refusal is not null)
        {
            foreach (var field in JsonRead.Texts(step["fields"]).Where(f => !refusal.Fields.Any(p => p.Path == f)))
            {
                yield return $"the refusal should name the field '{field}'; it names {string.Join(", ", refusal.Fields.Select(f => f.Path))}";
            }
        }
    }

    private IEnumerable<string> Retry(JsonObject step)
    {
        var activity = JsonRead.Text(step, "retry");
        return _host.Instance(_id).Incidents.FirstOrDefault(i => i.ActivityId == activity) is { } incident
            ? Refused(step, _host.Do(new RetryIncident(_host.NextId(), _id, Person(By(step)), incident.Id)))
            : [$"there is no incident at '{activity}'"];
    }

    private IEnumerable<string> Wait(JsonObject step)
    {
        var text = JsonRead.Text(step, "wait");
        if (!WorkSpan.TryParse(text, out var span))
        {
            return [$"'{text}' is no span"];
        }

        _host.AdvanceTo(span.From(_host.Now, _host.World.Calendar));
        return [];
    }

    private IEnumerable<string> Event(JsonObject step)
    {
        var name = JsonRead.Text(step, "event")!;
        return _host.Publish(name, step["payload"]?.DeepClone(), JsonRead.Text(step, "correlationId")) > 0 ? [] : [$"no instance waits for the event '{name}'"];
    }

    private IEnumerable<string> Work(JsonObject step)
    {
        var name = JsonRead.Text(step, "work");
        if (_host.Work.FirstOrDefault(w => w.Name == name) is not { } work)
        {
            return [$"no instance waits for the work '{name}'; waiting: {string.Join(", ", _host.Work.Select(w => w.Name))}"];
        }

        return Refused(step, JsonRead.Text(step, "fail") is { } message ? _host.FailWork(work, message) : _host.CompleteWork(work, step["result"]?.DeepClone()));
    }

    private static string By(JsonObject step) => JsonRead.Text(step, "by") ?? "system:scenario";

    private Actor Person(string id) => _scenario.World.People.FirstOrDefault(p => p.PersonId == id) ?? new Actor(id, id, []);
}
