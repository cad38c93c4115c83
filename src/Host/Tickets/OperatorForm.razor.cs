using System.Text.Json;
using System.Text.Json.Nodes;
using Host.Definitions;
using Host.Shell;
using Microsoft.AspNetCore.Components;
using Workflows.Core;
using Workflows.Core.Definitions;
using Workflows.Core.Instances;

namespace Host.Tickets;

/// <summary>The operators' verbs on one instance: pause, continue, skip, move, edit a variable.</summary>
public sealed partial class OperatorForm
{
    private Verb _verb;
    private Guid _place;
    private string _choice = "";
    private string _value = "";
    private DateTime _due;
    private string _reason = "";
    private List<Place> _places = [];

    private enum Verb
    {
        Pause,
        Continue,
        Skip,
        Move,
        Edit,
        Due,
    }

    /// <summary>The instance.</summary>
    [Parameter, EditorRequired]
    public required WorkflowInstance Instance { get; set; }

    /// <summary>Its version.</summary>
    [Parameter, EditorRequired]
    public required WorkflowPackage Package { get; set; }

    /// <summary>Gets the command, made for the person who acts.</summary>
    [Parameter, EditorRequired]
    public EventCallback<Func<Guid, Workflows.Core.Organisation.Actor, OperatorCommand>> Acted { get; set; }

    private IEnumerable<Verb> Verbs =>
        Enum.GetValues<Verb>().Where(v => v switch
        {
            Verb.Pause => Instance.Pause is null && Instance.Status == InstanceStatus.Running,
            Verb.Continue => Instance.Pause is not null,
            Verb.Skip or Verb.Move => _places.Count > 0,
            Verb.Due => Instance.Pause is null && !Instance.Tasks.IsEmpty,
            _ => !Package.Definition.Variables.IsEmpty,
        });

    /// <summary>The ways to leave the chosen place, in the words of its buttons.</summary>
    private List<(string Name, LocalizedText Label)>? Ports => _places.Find(p => p.Execution == _place)?.Ports;

    private List<(string Id, LocalizedText Label)> Targets =>
        _places.Find(p => p.Execution == _place) is { } place
            ? [.. Package.Definition.Find(place.ActivityId)?.Parent?.Children.Where(c => c.Id != place.ActivityId).Select(c => (c.Id, StepWords.Of(Package, c.Id, c.Type))) ?? []]
            : [];

    /// <summary>The present value of the chosen variable.</summary>
    private string? Now => Instance.Execution.Variables[Choice(Package.Definition.Variables.Select(v => v.Name))]?.ToJsonString();

    private string? Missing => string.IsNullOrWhiteSpace(_reason) ? L["请先写明原因", "Write the reason first"] : null;

    /// <inheritdoc/>
    protected override void OnInitialized() => _due = Instants.Local(Instance.Tasks.Min(t => t.DueAt) ?? Clock.GetUtcNow()).AddDays(1);

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        var faulted = Instance.Incidents.Select(i => new Place(i.ActivityInstanceId, i.ActivityId, StepWords.Of(Package, i.ActivityId, i.ActivityType), true, PortsOf(i.ActivityId)));
        var waiting = Instance.Bookmarks.Select(b => new Place(b.ActivityInstanceId, b.ActivityId, StepWords.Of(Package, b.ActivityId, ""), false, PortsOf(b.ActivityId)));
        _places = [.. faulted.Concat(waiting).DistinctBy(p => p.Execution)];
        if (_places.TrueForAll(p => p.Execution != _place))
        {
            _place = _places.Count > 0 ? _places[0].Execution : Guid.Empty;
        }

        if (!Verbs.Contains(_verb))
        {
            _verb = Verbs.FirstOrDefault();
        }
    }

    private static LocalizedText Words(Verb verb) => verb switch
    {
        Verb.Pause => new("暂停办理", "Pause"),
        Verb.Continue => new("恢复办理", "Continue"),
        Verb.Skip => new("跳过这一步", "Skip the step"),
        Verb.Move => new("移到另一步", "Move to another step"),
        Verb.Due => new("改期", "Set another due time"),
        _ => new("修改变量", "Change a variable"),
    };

    private List<(string Name, LocalizedText Label)> PortsOf(string activityId) =>
        [.. Instance.Tasks.FirstOrDefault(t => t.ActivityId == activityId)?.Outcomes.Select(o => (o.Name, o.Label)) ?? []];

    private void Choose(ChangeEventArgs change) => _choice = change.Value as string ?? "";

    /// <summary>What the list shows as chosen: its first entry until another one is picked.</summary>
    private string Choice(IEnumerable<string> entries) => entries.Contains(_choice) ? _choice : entries.FirstOrDefault() ?? "";

    private async Task ActAsync()
    {
        var (reason, place, id) = (_reason.Trim(), _place, Instance.Id);
        var outcome = Ports is { Count: > 0 } ports ? Choice(ports.Select(p => p.Name)) : null;
        var target = Choice(Targets.Select(t => t.Id));
        var variable = Choice(Package.Definition.Variables.Select(v => v.Name));
        var value = Value(_value);
        var (task, due) = (Guid.TryParse(Choice(Instance.Tasks.Select(t => t.Id.ToString())), out var taskId) ? taskId : Guid.Empty, Instants.FromLocal(_due));
        await Acted.InvokeAsync(_verb switch
        {
            Verb.Pause => (command, by) => new PauseInstance(command, id, by, reason),
            Verb.Continue => (command, by) => new ContinueInstance(command, id, by, reason),
            Verb.Skip => (command, by) => new SkipActivity(command, id, by, place, outcome, reason),
            Verb.Move => (command, by) => new MoveToken(command, id, by, place, target, reason),
            Verb.Due => (command, by) => new SetDue(command, id, by, task, due, reason),
            _ => (command, by) => new EditVariable(command, id, by, variable, value, reason),
        });
        (_reason, _value) = ("", "");
    }

    /// <summary>JSON where it is JSON, otherwise the text as it stands.</summary>
    private static JsonNode? Value(string text)
    {
        try
        {
            return string.IsNullOrWhiteSpace(text) ? null : JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }

    private sealed record Place(Guid Execution, string ActivityId, LocalizedText Name, bool IsFaulted, List<(string Name, LocalizedText Label)> Ports);
}
