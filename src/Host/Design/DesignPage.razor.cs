using Designer.Studio.Flows;
using Host.Definitions;
using Host.Shell;
using Microsoft.AspNetCore.Components;
using Workflows.Core;
using Workflows.Core.Checks;
using Workflows.Core.Definitions;
using Workflows.Core.Organisation;
using Workflows.Runtime.Design;
using Workflows.Runtime.Live;

namespace Host.Design;

/// <summary>
/// Designs a workflow. The draft saves itself after every gesture; when somebody else has saved first, their draft is taken and what is unsaved here is
/// made again on top of it.
/// </summary>
public sealed partial class DesignPage
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(600);

    private StudioSession? _session;
    private DesignDraft? _draft;
    private WorkflowDefinition? _base;
    private IReadOnlyDictionary<string, string> _baseFiles = new Dictionary<string, string>();
    private IDisposable? _visit;
    private ITimer? _saving;
    private LocalizedText? _unreadable;
    private IReadOnlyList<LocalizedText> _lost = [];
    private Refusal? _refusal;
    private string _note = "";
    private ImpactPanel? _impact;
    private bool _publishing;
    private bool _busy;
    private bool _isSaving;

    /// <summary>The workflow.</summary>
    [Parameter]
    public string DefinitionId { get; set; } = "";

    private string Home => $"/definitions/{Uri.EscapeDataString(DefinitionId)}";

    /// <summary>Forms, mails and what else lies beside the flow, where it is not as in the version that the draft began with.</summary>
    private IReadOnlyList<string> ChangedFiles =>
        [.. FileComparison.Compare(_baseFiles, _session!.Files).Where(f => f.Kind != FileChangeKind.Same && f.Path != StudioSession.FlowFile).Select(f => f.Path)];

    private IReadOnlyList<string> Others => Presence.Others(DefinitionId, Me.Actor.PersonId);

    private int Errors => _session!.Problems.Count(p => p.Severity == ProblemSeverity.Error);

    private string? WhyNot => Errors > 0 ? L[$"还有 {Errors} 处错误，请先按下面的问题清单改正", $"{Errors} errors are left; see the list of problems"]
        : _draft!.Revision == 0 && !_session!.Editor.IsUnsaved ? L["还没有修改", "Nothing has been changed"]
        : null;

    private string State => (_session!.Editor.IsUnsaved, _draft!) switch
    {
        (true, _) => L["正在保存设计稿…", "Saving the draft…"],
        (_, { Revision: 0 }) => L[$"第 {_draft!.BaseVersion} 版，还没有修改", $"Version {_draft!.BaseVersion}, not changed yet"],
        _ => L[$"设计稿已保存（{Names.Person(_draft!.SavedBy).Zh}，{Instants.Text(_draft.SavedAt)}），发布前不影响任何工单", $"Draft saved ({Names.Person(_draft.SavedBy).En}, {Instants.Text(_draft.SavedAt)}); no ticket follows it before it is published"],
    };

    /// <inheritdoc/>
    protected override bool Concerns(Change change) => change is { Topic: "design" } && change.DefinitionId == DefinitionId;

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        await Me;
        if (_isSaving || await Desk.OpenAsync(DefinitionId, Me.Actor, cancellationToken) is not { } draft)
        {
            return;
        }

        if (_session is null)
        {
            await BeginAsync(draft, cancellationToken);
        }
        else if ((draft.Revision, draft.BaseVersion) != (_draft!.Revision, _draft.BaseVersion))
        {
            await TakeAsync(draft);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _saving?.Dispose();
            _visit?.Dispose();
            if (_session is { Editor.IsUnsaved: true })
            {
                _ = SaveAsync();
            }
        }

        base.Dispose(disposing);
    }

    private async Task BeginAsync(DesignDraft draft, CancellationToken cancellationToken)
    {
        try
        {
            _session = new StudioSession(draft.Files, await Surroundings.OfAsync(draft.Files, cancellationToken), L.Culture, () => $"s{Guid.CreateVersion7().ToString("N")[^10..]}");
        }
        catch (DefinitionUnreadableException exception)
        {
            _unreadable = exception.Reason ?? LocalizedText.Same(exception.Message);
            return;
        }

        _draft = draft;
        await ReadBaseAsync(draft, cancellationToken);
        _visit = Presence.Enter(DefinitionId, new PersonName(Me.Actor.PersonId, Me.Actor.Name));
        _saving = Clock.CreateTimer(_ => _ = InvokeAsync(SaveAsync), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _session.Editor.Changed += () => _saving.Change(Pause, Timeout.InfiniteTimeSpan);
        _session.Changed += () => _ = InvokeAsync(StateHasChanged);
    }

    /// <summary>The version that a draft began with.</summary>
    private async Task ReadBaseAsync(DesignDraft draft, CancellationToken cancellationToken)
    {
        if (draft.BaseVersion > 0)
        {
            _base = (await Catalog.FindAsync(DefinitionId, draft.BaseVersion, cancellationToken))?.Definition;
            _baseFiles = await Catalog.FilesAsync(DefinitionId, draft.BaseVersion, cancellationToken) ?? _baseFiles;
        }
    }

    private async Task TakeAsync(DesignDraft theirs)
    {
        var surroundings = await Surroundings.OfAsync(theirs.Files, Gone);
        _draft = theirs;
        await ReadBaseAsync(theirs, Gone);
        _lost = _session!.Take(theirs.Files, surroundings);
    }

    /// <summary>Saves until nothing is unsaved. Runs on the page's own thread, so that no gesture falls between.</summary>
    private async Task SaveAsync()
    {
        if (_isSaving || _session is null)
        {
            return;
        }

        _isSaving = true;
        try
        {
            while (_session.Editor.IsUnsaved)
            {
                var document = _session.Editor.Document;
                var outcome = await Desk.SaveAsync(_draft!, _session.Files, Me.Actor);
                if (outcome.Draft is { } saved)
                {
                    _draft = saved;
                    _session.Editor.Saved(document);
                }
                else if (outcome.Refusal!.Code == "design.stale" && await Desk.OpenAsync(DefinitionId, Me.Actor) is { } theirs)
                {
                    await TakeAsync(theirs);
                }
                else
                {
                    _refusal = outcome.Refusal;
                    break;
                }
            }
        }
        finally
        {
            _isSaving = false;
        }

        if (!Gone.IsCancellationRequested)
        {
            StateHasChanged();
        }
    }

    private async Task DiscardAsync()
    {
        _refusal = await Desk.DiscardAsync(_draft!, Me.Actor);
        if (_refusal is null)
        {
            Navigation.NavigateTo(Home);
        }
    }

    /// <summary>Goes to a page that works with the draft as it is now.</summary>
    private async Task LeaveAsync(string page)
    {
        await SaveAsync();
        Navigation.NavigateTo($"{Home}/design/{page}");
    }

    private async Task PublishAsync(bool overNewer)
    {
        _busy = true;
        try
        {
            await SaveAsync();
            var outcome = await Desk.PublishAsync(_draft!, _note, Me.Actor, overNewer);
            _refusal = outcome.Refusal;
            if (outcome.Version is { } version)
            {
                var along = _impact is null ? null : await _impact.TakeAlongAsync(version.Version);
                Navigation.NavigateTo($"{Home}?version={version.Version}{(along is { } taken ? $"&moved={taken.Moved}&stayed={taken.Stayed}" : "")}");
            }
        }
        finally
        {
            _busy = false;
        }
    }
}
