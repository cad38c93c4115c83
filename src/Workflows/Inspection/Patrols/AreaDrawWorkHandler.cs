using System.Globalization;
using System.Text.Json.Nodes;
using Workflows.Core.Instances;
using Workflows.Runtime.Effects;

namespace Workflows.Inspection.Patrols;

/// <summary>Carries out <c>ClosedLoop.DrawAreas</c>. Again with the same effect draws the same.</summary>
public sealed class AreaDrawWorkHandler(AreaDraw draw) : IWorkHandler
{
    /// <inheritdoc/>
    public string Work => "ClosedLoop.DrawAreas";

    /// <inheritdoc/>
    public Task<EffectResult> HandleAsync(DoWork effect, EffectContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(effect);
        return Task.FromResult(Handle(effect.Input));
    }

    private EffectResult Handle(JsonObject input)
    {
        var (unit, seed) = (input["unit"]?.ToString() ?? "", input["seed"]?.ToString() ?? "");
        if (!int.TryParse(input["count"]?.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count is < 1 or > AreaDraw.Most)
        {
            return new EffectResult.Park($"抽取数量须为 1 到 {AreaDraw.Most} / The count must be 1 to {AreaDraw.Most}.");
        }

        if (unit.Length == 0 || seed.Length == 0)
        {
            return new EffectResult.Park("抽取台区须给出单位和种子 / A draw needs a unit and a seed.");
        }

        var (from, drawn) = draw.Draw(unit, count, seed);
        return drawn.IsEmpty
            ? new EffectResult.Park($"单位 {unit} 没有台区数据，请先导入 / There is no area of the unit {unit}; import the data first.")
            : new EffectResult.Done(new JsonObject
            {
                ["seed"] = seed,
                ["from"] = from,
                ["areas"] = new JsonArray([.. drawn.Select(a => (JsonNode)new JsonObject { ["areaNo"] = a.AreaNo, ["name"] = a.Name, ["stationCode"] = a.StationCode, ["manager"] = a.Manager, ["lot"] = a.Lot })]),
            });
    }
}
