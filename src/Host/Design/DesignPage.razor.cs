using Designer.Studio.Flows;
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
    private DraftSaver? _saver;
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

    /// <summary>The workflow.</summary>
    [Parameter]
    public string DefinitionId { get; set; } = "";

    private string Home => $"/definitions/{Uri.EscapeDataString(DefinitionId)}";

    private IReadOnlyList<string> Others => Presence.Others(DefinitionId, Me.Actor.PersonId);

    private int Errors => _session!.Problems.Count(p => p.Severity == ProblemSeverity.Error);

    private string? WhyNot => Errors > 0 ? L[$"还有 {Errors} 处错误，请先按下面的问题清单改正", $"{Errors} errors are left; see the list of problems"]
        : !_session!.IsChecked ? L["正在检查……", "Checking …"]
        : _saver!.Draft.Revision == 0 && !_session.Editor.IsUnsaved ? L["还没有修改", "Nothing has been changed"]
        : null;

    private string State => DraftWords.Of(L, Names, _saver!.Draft, _session!.Editor.IsUnsaved);

    /// <inheritdoc/>
    protected override bool Concerns(Change change) => change is { Topic: "design" } && change.DefinitionId == DefinitionId;

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        await Me;
        if (_saver is { IsSaving: true } || await Desk.OpenAsync(DefinitionId, Me.Actor, cancellationToken) is not { } draft)
        {
            return;
        }

        if (_session is null)
        {
            await BeginAsync(draft, cancellationToken);
        }
        else if ((draft.Revision, draft.BaseVersion) != (_saver!.Draft.Revision, _saver.Draft.BaseVersion))
        {
            _saver.Take(draft);
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

        _saver = new DraftSaver(Desk, Me.Actor, draft);
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
        await ReadBaseAsync(theirs, Gone);
        _lost = _session!.Take(theirs.Files, surroundings);
    }

    private async Task SaveAsync()
    {
        if (_saver is null)
        {
            return;
        }

        await _saver.SaveAsync(
            () =>
            {
                var document = _session!.Editor.Document;
                return _session.Editor.IsUnsaved ? (_session.Files, () => _session.Editor.Saved(document)) : null;
            },
            TakeAsync);
        if (!Gone.IsCancellationRequested)
        {
            StateHasChanged();
        }
    }

    private async Task DiscardAsync()
    {
        _refusal = await Desk.DiscardAsync(_saver!.Draft, Me.Actor);
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
            var outcome = await Desk.PublishAsync(_saver!.Draft, _note, Me.Actor, overNewer);
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
