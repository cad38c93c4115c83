using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Components.Routing;
using Workflows.Inspection.Evaluation;
using Workflows.Runtime.Queries;

namespace Host.Evaluation;

/// <summary>Indicators of units, rules and channels over the tickets that the reader may see. What is shown stands in the address.</summary>
public sealed partial class EvaluationPage
{
    private const int MostBehind = 100;
    private const int MonthsBack = 12;

    private EvaluationQuery _query = EvaluationQuery.Default;
    private EvaluationReport? _report;
    private IReadOnlyList<InstanceItem> _behind = [];
    private int _behindTotal;
    private string? _problem;

    private IEnumerable<string> Months => Enumerable.Range(0, MonthsBack).Select(m => Shell.Instants.Local(Clock.GetUtcNow()).AddMonths(-m).ToString("yyyy-MM", CultureInfo.InvariantCulture));

    private IEnumerable<EvaluationRow> Weak
    {
        get
        {
            var confirmation = _report!.Settings.Indicators.ToImmutableList().FindIndex(i => i.Code == "confirmation");
            return confirmation < 0 ? [] : _report.Rows.Where(r => r.Values[confirmation] is var v && v.Denominator >= _report.Settings.RuleWarning.MinVerified && 100 * v.Ratio < _report.Settings.RuleWarning.MinConfirmedPct);
        }
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        _query = EvaluationQuery.Parse(Navigation.Uri);
        if (RendererInfo.IsInteractive)
        {
            Navigation.LocationChanged += OnLocationChanged;
        }
    }

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        await Me;
        var query = _query;
        try
        {
            _report = await Table.ReadAsync(Me.Actor, query, cancellationToken);
            var (from, to) = query.Period(Clock.GetUtcNow());
            var ids = query.Cell is { } cell ? await Evaluation.BehindAsync(Me.Actor, cell, from, to, cancellationToken) : [];
            _behindTotal = ids.Length;
            _behind = ids.IsEmpty ? [] : (await Queries.InstancesAsync(Me.Actor, new InstanceFilter(Ids: [.. ids.Take(MostBehind)], Take: MostBehind), cancellationToken)).Items;
            _problem = null;
        }
        catch (EvaluationSettingsException e)
        {
            _problem = e.Message;
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        Navigation.LocationChanged -= OnLocationChanged;
        base.Dispose(disposing);
    }

    private void Go(EvaluationQuery query) => Navigation.NavigateTo(query.ToUri());

    private void OnLocationChanged(object? sender, LocationChangedEventArgs change)
    {
        if (new Uri(change.Location).AbsolutePath == "/evaluation")
        {
            _query = EvaluationQuery.Parse(change.Location);
            _ = InvokeAsync(() =>
            {
                L.Apply();
                return ReloadAsync();
            });
        }
    }
}
