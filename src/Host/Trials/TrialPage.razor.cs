using Designer.Editing.Outlines;
using Host.Shell;
using Host.Shell.Parts;
using Host.Tasks;
using Microsoft.AspNetCore.Components;
using Workflows.Core;
using Workflows.Core.Definitions;
using Workflows.Core.Instances;
using Workflows.Core.Simulation;
using Workflows.Runtime.Design;
using Workflows.Runtime.Live;
using Workflows.Runtime.Simulation;

namespace Host.Trials;

/// <summary>
/// Tries a draft: its designer plays everybody. The trial lives on this page and nowhere else. What forms may look up is what the designer may see, whoever
/// is played.
/// </summary>
public sealed partial class TrialPage : LiveComponent
{
    private DesignDraft? _draft;
    private IReadOnlyList<WorkflowPackage>? _packages;
    private DiagramOutline? _outline;
    private LocalizedText? _unreadable;
    private Trial? _trial;
    private TrialView? _view;
    private Refusal? _refusal;
    private ElementReference _tasks;
    private string _told = "";
    private bool _focus;
    private bool _busy;
    private bool _isStale;

    /// <summary>The workflow.</summary>
    [Parameter]
    public string DefinitionId { get; set; } = "";

    [Inject]
    private IDesignDesk Desk { get; set; } = null!;

    [Inject]
    private DraftWorld World { get; set; } = null!;

    [Inject]
    private CurrentPerson Me { get; set; } = null!;

    [Inject]
    private Naming Names { get; set; } = null!;

    private WorkflowDefinition Draft => _packages![0].Definition;

    private string DesignHref => $"/definitions/{Uri.EscapeDataString(DefinitionId)}/design";

    private (LocalizedText Text, Tone Tone) State => _trial!.Instance switch
    {
        { SubStatus: InstanceSubStatus.Faulted } => (new("出错", "Failed"), Tone.Bad),
        { Status: InstanceStatus.Finished, SubStatus: InstanceSubStatus.Cancelled } => (new("已撤销", "Called off"), Tone.Neutral),
        { Status: InstanceStatus.Finished } => (new("已结束", "Ended"), Tone.Good),
        { Header.Stage: { } stage } => (stage, Tone.Accent),
        _ => (new("进行中", "Running"), Tone.Accent),
    };

    /// <inheritdoc/>
    protected override bool Concerns(Change change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return change is { Topic: "design" } && change.DefinitionId == DefinitionId;
    }

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        await Me;
        var draft = await Desk.OpenAsync(DefinitionId, Me.Actor, cancellationToken);
        if (_trial is not null)
        {
            _isStale = draft is null || (draft.Revision, draft.BaseVersion) != (_draft!.Revision, _draft.BaseVersion);
            return;
        }

        _draft = draft;
        await ReadAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_focus && _view is not null)
        {
            _focus = false;
            await _tasks.FocusAsync();
        }
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        (_packages, _unreadable) = (null, null);
        try
        {
            _packages = _draft is null ? null : await World.PackagesAsync(_draft.Files, cancellationToken);
            _outline = _packages is null ? null : DiagramOutline.Of(Draft);
        }
        catch (DefinitionUnreadableException exception)
        {
            _unreadable = exception.Reason ?? LocalizedText.Same(exception.Message);
        }
    }

    private async Task BeginAsync(TrialStart start)
    {
        _busy = true;
        try
        {
            var world = World.Now;
            var by = world.People.FirstOrDefault(p => p.PersonId == start.By) ?? Me.Actor;
            _trial = await Task.Run(() => Trial.Begin(_packages!, world, start.Input, by, start.TriggerActivityId));
            Look();
        }
        finally
        {
            _busy = false;
        }
    }

    /// <summary>Makes a move off the page's own thread: a script of the draft may take its time.</summary>
    private async Task MoveAsync(Func<Trial, Refusal?> move)
    {
        if (_busy || _trial is not { } trial)
        {
            return;
        }

        _busy = true;
        try
        {
            _refusal = await Task.Run(() => move(trial));
            if (_refusal is null)
            {
                Look();
            }
        }
        finally
        {
            _busy = false;
        }
    }

    private void Undo()
    {
        _trial!.Undo();
        _refusal = null;
        Look();
    }

    private async Task Leave()
    {
        (_trial, _view, _refusal, _isStale, _told) = (null, null, null, false, "");
        await ReloadAsync();
    }

    private void Look()
    {
        (_view, _focus) = (new TrialView(_trial!, _outline!, Names), true);
        _told = L[$"现在：{State.Text.Zh}，{Instants.Text(_trial!.Host.Now)}，{_view.Tasks.Length} 项待办", $"Now: {State.Text.En}, {Instants.Text(_trial!.Host.Now)}, {_view.Tasks.Length} open tasks"];
    }

    private static LocalizedText Purpose((InstanceTimer Timer, HumanTask? Task) next) => next.Task is { } task
        ? new($"“{task.Title.Zh}”的时限动作", $"(a due time of “{task.Title.En}”)")
        : new("等待结束", "(a wait ends)");
}
