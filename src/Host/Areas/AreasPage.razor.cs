using System.Collections.Immutable;
using Microsoft.AspNetCore.Components.Routing;
using Workflows.Core.Organisation;
using Workflows.Inspection.Readings;
using Workflows.Runtime.Live;
using Workflows.Runtime.Queries;

namespace Host.Areas;

/// <summary>The areas of the reader's scope, worst first. What is shown stands in the address.</summary>
public sealed partial class AreasPage
{
    private AreaQuery _query = AreaQuery.Default;
    private Page<AreaRecord> _page = new([], 0);
    private IReadOnlyDictionary<string, ImmutableArray<AreaDay>> _lines = ImmutableDictionary<string, ImmutableArray<AreaDay>>.Empty;

    /// <inheritdoc/>
    protected override bool Concerns(Change change) => change.Topic == "imports";

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        _query = AreaQuery.Parse(Navigation.Uri);
        if (RendererInfo.IsInteractive)
        {
            Navigation.LocationChanged += OnLocationChanged;
        }
    }

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        await Me;
        _page = await Readings.AreasAsync(Me.Actor, _query.ToFilter(), cancellationToken);
        _lines = await Readings.AreasDaysAsync(Me.Actor, [.. _page.Items.Select(a => a.AreaNo)], 30, cancellationToken);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        Navigation.LocationChanged -= OnLocationChanged;
        base.Dispose(disposing);
    }

    private void Go(AreaQuery query) => Navigation.NavigateTo(query.ToUri());

    private string UnitOf(AreaRecord area) => string.Join(" ", People.Chart.Ancestry(area.StationCode).TakeWhile(u => u.Tier != OrgTier.Prefecture).Reverse().Select(u => u.Name));

    private void OnLocationChanged(object? sender, LocationChangedEventArgs change)
    {
        if (new Uri(change.Location).AbsolutePath == "/areas")
        {
            _query = AreaQuery.Parse(change.Location);
            _ = InvokeAsync(() =>
            {
                L.Apply();
                return ReloadAsync();
            });
        }
    }
}
