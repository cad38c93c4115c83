using Microsoft.AspNetCore.Components.Routing;
using Workflows.Core;
using Workflows.Core.Organisation;
using Workflows.Inspection.Screening;
using Workflows.Inspection.Suspicions;
using Workflows.Inspection.Tickets;
using Workflows.Runtime.Live;
using Workflows.Runtime.Queries;

namespace Host.Suspicions;

/// <summary>The pool: what to look at first, why, and from here into tickets. What is shown stands in the address.</summary>
public sealed partial class SuspicionsPage
{
    private readonly Selection _selection = new();
    private SuspicionQuery _query = SuspicionQuery.Default;
    private Page<Suspicion> _page = new([], 0);
    private IReadOnlyDictionary<Guid, SmallLine> _lines = new Dictionary<Guid, SmallLine>();
    private IReadOnlyList<ScreeningRun> _runs = [];
    private IReadOnlyDictionary<Guid, Suspicion> _asked = new Dictionary<Guid, Suspicion>();
    private Suspicion? _open;
    private TicketsStarted? _started;
    private Refusal? _refusal;
    private int? _done;
    private bool _left;

    private bool MayDecide => Me.HasAny(Roles.PrefectureOfficer);

    private string Subtitle => _runs.Count == 0
        ? L["筛查结果按可疑程度排序，每一条都写明理由。", "What the screening found, most suspicious first, each with its reason."]
        : L[$"最近一次筛查：数据截至 {Shell.Instants.Date(_runs[0].AsOf)}，{Shell.Instants.Text(_runs[0].FinishedAt)} 完成。", $"Last screening: data up to {Shell.Instants.Date(_runs[0].AsOf)}, finished {Shell.Instants.Text(_runs[0].FinishedAt)}."];

    /// <inheritdoc/>
    protected override bool Concerns(Change change) => change.Topic == "suspicions";

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        _query = SuspicionQuery.Parse(Navigation.Uri);
        if (RendererInfo.IsInteractive)
        {
            Navigation.LocationChanged += OnLocationChanged;
            Jobs.Slot.Changed += OnJobChanged;
        }
    }

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        await Me;
        var query = _query;
        // Suspicions that came with a drop have a run without rules: a record of the import, not a screening.
        _runs = [.. (await Pool.RunsAsync(Me.Actor, cancellationToken)).Where(r => r.Rules.Count > 0)];
        _page = await Pool.ListAsync(Me.Actor, query.ToFilter(), cancellationToken);
        _lines = await SmallLine.OfAsync(Readings, Me.Actor, _page.Items, cancellationToken);
        _open = query.Open is { } id ? (await Pool.FindAsync(Me.Actor, [id], cancellationToken)).SingleOrDefault() : null;
        _selection.Remove(_page.Items.Where(s => s.State != SuspicionState.Pooled).Select(s => s.Id));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _left = true;
        Navigation.LocationChanged -= OnLocationChanged;
        Jobs.Slot.Changed -= OnJobChanged;
        base.Dispose(disposing);
    }

    private void Go(SuspicionQuery query) => Navigation.NavigateTo(query.ToUri());

    private void RunScreening() => _refusal = Jobs.Start(Me.Actor);

    private void SelectCovered(IReadOnlyList<Guid> ids) => _selection.Replace(ids);

    private async Task StartTicketsAsync(IReadOnlyList<Guid> ids)
    {
        (_refusal, _started, _done) = (null, null, 0);
        try
        {
            _asked = (await Pool.FindAsync(Me.Actor, ids, Gone)).ToDictionary(s => s.Id);
            // What was asked for is done to the end, whether the page is still looked at or not.
            _started = await Tickets.StartAsync(Me.Actor, ids, progress: new Counter(this), cancellationToken: CancellationToken.None);
            _selection.Remove(_started.Started.Select(t => t.SuspicionId));
            _selection.Remove(_started.Refused.Select(r => r.SuspicionId));
        }
        finally
        {
            _done = null;
        }

        if (!_left)
        {
            await ReloadAsync();
        }
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs change)
    {
        if (new Uri(change.Location).AbsolutePath != "/suspicions")
        {
            return;
        }

        _query = SuspicionQuery.Parse(change.Location);
        _ = Redraw(ReloadAsync);
    }

    private void OnJobChanged() => _ = Redraw(() =>
    {
        StateHasChanged();
        return Task.CompletedTask;
    });

    private Task Redraw(Func<Task> draw) => InvokeAsync(() =>
    {
        L.Apply();
        return draw();
    });

    private sealed class Counter(SuspicionsPage page) : IProgress<int>
    {
        public void Report(int value)
        {
            page._done = value;
            if (!page._left)
            {
                page.OnJobChanged();
            }
        }
    }
}
