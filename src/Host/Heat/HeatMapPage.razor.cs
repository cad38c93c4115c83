using System.Collections.Immutable;
using System.Globalization;
using Designer.Editing.Outlines;
using Designer.Studio.Drawing;
using Host.Shell;
using Microsoft.AspNetCore.Components;
using Workflows.Core.Definitions;
using Workflows.Runtime.Definitions;
using Workflows.Runtime.Live;
using Workflows.Runtime.Queries;

namespace Host.Heat;

/// <summary>How a workflow runs, on its drawing: where work waits, is late, is sent back. For everybody, over what they may see.</summary>
public sealed partial class HeatMapPage
{
    private const int UsualDays = 90;

    private IReadOnlyList<DefinitionVersionInfo> _versions = [];
    private DiagramOutline? _outline;
    private ImmutableArray<StepHeat> _heat = [];
    private HeatMeasure _measure;
    private DateOnly _from;
    private DateOnly _to;
    private (string, int?, string?, string?, string?)? _read;

    /// <summary>The workflow.</summary>
    [Parameter]
    public string DefinitionId { get; set; } = "";

    /// <summary>Only tickets on this version, which is then drawn.</summary>
    [Parameter, SupplyParameterFromQuery(Name = "version")]
    public int? Version { get; set; }

    /// <summary>Only tickets of this unit and below.</summary>
    [Parameter, SupplyParameterFromQuery(Name = "unit")]
    public string? Unit { get; set; }

    /// <summary>First day; 90 days ago when not given.</summary>
    [Parameter, SupplyParameterFromQuery(Name = "from")]
    public string? From { get; set; }

    /// <summary>Last day; today when not given.</summary>
    [Parameter, SupplyParameterFromQuery(Name = "to")]
    public string? To { get; set; }

    private string Home => $"/definitions/{Uri.EscapeDataString(DefinitionId)}";

    private Dictionary<string, FlowNote> Notes
    {
        get
        {
            var hottest = _heat.Select(s => s.Value(_measure)).DefaultIfEmpty().Max();
            return _heat.DistinctBy(s => s.StepId).ToDictionary(s => s.StepId, s => new FlowNote(s.Text(_measure), s.Level(_measure, hottest)), StringComparer.Ordinal);
        }
    }

    /// <inheritdoc/>
    protected override bool Concerns(Change change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return change.Topic is "definitions";
    }

    /// <inheritdoc/>
    protected override Task OnParametersSetAsync() => _read is not null && _read != (DefinitionId, Version, Unit, From, To) ? ReloadAsync() : Task.CompletedTask;

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        _read = (DefinitionId, Version, Unit, From, To);
        await Me;
        _to = Day(To) ?? DateOnly.FromDateTime(Instants.Local(Clock.GetUtcNow()));
        _from = Day(From) ?? _to.AddDays(-UsualDays);
        _versions = [.. (await Catalog.ListAsync(cancellationToken)).Where(v => v.DefinitionId == DefinitionId).OrderByDescending(v => v.Version)];
        var package = await Catalog.FindAsync(DefinitionId, Version ?? (_versions is [var newest, ..] ? newest.Version : null), cancellationToken);
        if (package is null)
        {
            _outline = null;
            return;
        }

        var filter = new StepFilter(DefinitionId, Instants.FromLocal(_from.ToDateTime(TimeOnly.MinValue)), Instants.FromLocal(_to.AddDays(1).ToDateTime(TimeOnly.MinValue)), Version, string.IsNullOrEmpty(Unit) ? null : Unit);
        _outline = DiagramOutline.Of(package.Definition).Condensed();
        _heat = StepHeat.Of(package.Definition, DiagramOutline.Of(package.Definition), await Statistics.OfAsync(Me.Actor, filter, cancellationToken));
    }

    private void Go(string? from = null, string? to = null, string? unit = null, string? version = null) =>
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(Home + "/heat", new Dictionary<string, object?>
        {
            ["from"] = from ?? From,
            ["to"] = to ?? To,
            ["unit"] = Empty(unit ?? Unit),
            ["version"] = Empty(version ?? Version?.ToString(CultureInfo.InvariantCulture)),
        }));

    private static string? Empty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A day from the address; anything else counts as not given.</summary>
    private static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 2000 and < 2200 ? day : null;
}
