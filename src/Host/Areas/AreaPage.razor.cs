using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Workflows.Inspection.Readings;
using Workflows.Inspection.Suspicions;
using Workflows.Runtime.Live;
using Workflows.Runtime.Queries;

namespace Host.Areas;

/// <summary>One area: its loss, its one list of problems, its customers.</summary>
public sealed partial class AreaPage
{
    private const int CustomersShown = 50;

    private AreaRecord? _area;
    private ImmutableArray<AreaDay> _days = [];
    private IReadOnlyList<Suspicion> _suspicions = [];
    private IReadOnlyDictionary<Guid, InstanceItem> _tickets = ImmutableDictionary<Guid, InstanceItem>.Empty;
    private IReadOnlyList<CustomerRecord> _customers = [];
    private IReadOnlyDictionary<string, ImmutableArray<CustomerDay>> _lines = ImmutableDictionary<string, ImmutableArray<CustomerDay>>.Empty;
    private IReadOnlyDictionary<string, Suspicion> _suspected = ImmutableDictionary<string, Suspicion>.Empty;
    private string? _read;

    /// <summary>Number of the area.</summary>
    [Parameter]
    public string AreaNo { get; set; } = "";

    /// <inheritdoc/>
    protected override bool Concerns(Change change) =>
        change.Topic is "imports" or "suspicions" || (change.Topic == "instance" && change.InstanceId is { } id && _tickets.ContainsKey(id));

    /// <inheritdoc/>
    protected override Task OnParametersSetAsync() => _read is not null && _read != AreaNo ? ReloadAsync() : Task.CompletedTask;

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        _read = AreaNo;
        await Me;
        var me = Me.Actor;
        _area = await Readings.AreaAsync(me, AreaNo, cancellationToken);
        if (_area is null)
        {
            return;
        }

        _days = await Readings.AreaDaysAsync(me, AreaNo, cancellationToken: cancellationToken);
        _suspicions = (await Pool.ListAsync(me, new SuspicionFilter(State: null, AreaNo: AreaNo, Take: 200), cancellationToken)).Items;
        _suspected = _suspicions.Where(s => s.CustomerNo is not null).GroupBy(s => s.CustomerNo!).ToDictionary(g => g.Key, g => g.First());
        Guid[] ids = [.. _suspicions.Select(s => s.InstanceId).OfType<Guid>().Distinct()];
        _tickets = ids.Length == 0
            ? ImmutableDictionary<Guid, InstanceItem>.Empty
            : (await Instances.InstancesAsync(me, new InstanceFilter(Ids: ids, Take: 200), cancellationToken)).Items.ToDictionary(i => i.InstanceId);
        _customers = [.. (await Readings.CustomersOfAreaAsync(me, AreaNo, cancellationToken)).Take(CustomersShown)];
        _lines = await Readings.CustomersDaysAsync(me, [.. _customers.Select(c => c.CustomerNo)], 30, cancellationToken);
    }
}
