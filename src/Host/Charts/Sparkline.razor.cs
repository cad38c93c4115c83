using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;

namespace Host.Charts;

/// <summary>A small line for lists.</summary>
public sealed partial class Sparkline
{
    private ImmutableArray<DayValue> _values = [];
    private DayAxis? _axis;
    private PlotScale? _scale;

    /// <summary>The values, oldest first; gaps break the line.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<double?> Values { get; set; }

    /// <summary>What it shows, with its unit ("近 30 天日线损率，%").</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>Lower edge of a band behind the line; needs <see cref="High"/>.</summary>
    [Parameter]
    public double? Low { get; set; }

    /// <summary>Upper edge of that band.</summary>
    [Parameter]
    public double? High { get; set; }

    /// <summary>In pixels.</summary>
    [Parameter]
    public int Width { get; set; } = 96;

    /// <summary>In pixels.</summary>
    [Parameter]
    public int Height { get; set; } = 28;

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        _values = [.. Values.Select((value, index) => new DayValue(DateOnly.MinValue.AddDays(index), value))];
        _axis = DayAxis.Over(_values.Select(v => v.Day));
        double[] band = Low is { } low && High is { } high ? [low, high] : [];
        _scale = PlotScale.Of(Values.Where(v => v is not null).Select(v => v!.Value), band);
    }
}
