using Designer.Studio.Forms;
using Host.Shell;
using Microsoft.AspNetCore.Components;
using Workflows.Core;
using Workflows.Core.Definitions;
using Workflows.Core.Organisation;
using Workflows.Runtime.Design;
using Workflows.Runtime.Live;

namespace Host.Design.Forms;

/// <summary>Designs a form, or a group of fields, of a workflow's draft. It saves itself after every gesture, and is published with the flow.</summary>
public sealed partial class FormDesignPage
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(600);

    private FormStudioSession? _session;
    private DraftSaver? _saver;
    private IDisposable? _visit;
    private ITimer? _saving;
    private LocalizedText? _unreadable;
    private IReadOnlyList<LocalizedText> _lost = [];
    private bool _isGone;

    /// <summary>The workflow.</summary>
    [Parameter]
    public string DefinitionId { get; set; } = "";

    /// <summary>Key of the form.</summary>
    [Parameter]
    public string? Form { get; set; }

    /// <summary>Key of the group of fields, when it is no form.</summary>
    [Parameter]
    public string? Group { get; set; }

    private bool IsForm => Form is not null;

    private string Key => Form ?? Group ?? "";

    private string Path => IsForm ? $"forms/{Form}.json" : $"groups/{Group}.json";

    private string Flow => $"/definitions/{Uri.EscapeDataString(DefinitionId)}/design";

    private IReadOnlyList<string> Others => Presence.Others(DefinitionId, Me.Actor.PersonId);

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
            Begin(draft);
        }
        else if ((draft.Revision, draft.BaseVersion) != (_saver!.Draft.Revision, _saver.Draft.BaseVersion))
        {
            _saver.Take(draft);
            Take(draft);
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

    private void Begin(DesignDraft draft)
    {
        if (!draft.Files.ContainsKey(Path))
        {
            return;
        }

        try
        {
            _session = new FormStudioSession(draft.Files, Path, L.Culture);
        }
        catch (DefinitionUnreadableException exception)
        {
            _unreadable = exception.Reason ?? LocalizedText.Same(exception.Message);
            return;
        }

        _saver = new DraftSaver(Desk, Me.Actor, draft);
        _visit = Presence.Enter(DefinitionId, new PersonName(Me.Actor.PersonId, Me.Actor.Name));
        _saving = Clock.CreateTimer(_ => _ = InvokeAsync(SaveAsync), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _session.Editor.Changed += () => _saving.Change(Pause, Timeout.InfiniteTimeSpan);
        _session.Changed += () => _ = InvokeAsync(StateHasChanged);
    }

    private void Take(DesignDraft theirs)
    {
        var lost = _session!.Take(theirs.Files);
        (_lost, _isGone) = (lost ?? [], lost is null);
    }

    private async Task SaveAsync()
    {
        await _saver!.SaveAsync(
            () =>
            {
                var document = _session!.Editor.Document;
                return !_isGone && _session.Editor.IsUnsaved ? (_session.Files, () => _session.Editor.Saved(document)) : null;
            },
            theirs =>
            {
                Take(theirs);
                return Task.CompletedTask;
            });
        if (!Gone.IsCancellationRequested)
        {
            StateHasChanged();
        }
    }
}
