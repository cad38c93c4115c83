using Workflows.Core;
using Workflows.Inspection.Drops;
using Workflows.Runtime.Live;

namespace Host.Imports;

/// <summary>Imports: choose a drop, watch it come in, read what became of each file.</summary>
public sealed partial class ImportsPage
{
    private IReadOnlyList<ImportReport> _reports = [];
    private Refusal? _refusal;

    /// <inheritdoc/>
    protected override bool Concerns(Change change) => change.Topic == "imports";

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        await Me;
        _reports = await Log.ListAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        if (RendererInfo.IsInteractive)
        {
            Jobs.Slot.Changed += OnJobChanged;
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        Jobs.Slot.Changed -= OnJobChanged;
        base.Dispose(disposing);
    }

    private void StartUpload(string path) => _refusal = Jobs.StartUpload(path, Me.Actor);

    private void StartPrepared(string name) => _refusal = Jobs.StartPrepared(name, Me.Actor);

    private void OnJobChanged() => _ = InvokeAsync(() =>
    {
        L.Apply();
        StateHasChanged();
    });
}
