using Workflows.Core.Organisation;
using Workflows.Runtime.Definitions;
using Workflows.Runtime.Design;
using Workflows.Runtime.Live;

namespace Host.Definitions;

/// <summary>All workflows with their versions, and the way to load changed folders.</summary>
public sealed partial class DefinitionsPage
{
    private IReadOnlyList<IReadOnlyList<DefinitionVersionInfo>> _definitions = [];
    private IReadOnlyList<DesignDraft> _drafts = [];
    private ImportFoldersReport? _report;
    private bool _busy;

    private bool MayReload => Me.HasAny(Roles.ProcessOwner, Roles.Administrator);

    /// <inheritdoc/>
    protected override bool Concerns(Change change) => change.Topic is "definitions" or "instance" or "design";

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        await Me;
        _definitions = [.. (await Catalog.ListAsync(cancellationToken))
            .GroupBy(v => v.DefinitionId)
            .Select(g => (IReadOnlyList<DefinitionVersionInfo>)[.. g.OrderByDescending(v => v.Version)])
            .OrderBy(v => v[0].Name, StringComparer.Ordinal)];
        _drafts = await Desk.ListAsync(Me.Actor, cancellationToken);
    }

    private async Task ReloadFoldersAsync()
    {
        (_busy, _report) = (true, null);
        try
        {
            _report = await Catalog.ImportFoldersAsync(Folders.Root, Me.Actor.PersonId, Gone);
            Changes.Publish(new Change("definitions"));
        }
        finally
        {
            _busy = false;
        }

        await ReloadAsync();
    }
}
