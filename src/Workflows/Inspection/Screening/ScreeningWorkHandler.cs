using System.Globalization;
using System.Text.Json.Nodes;
using Workflows.Core.Instances;
using Workflows.Inspection.Suspicions;
using Workflows.Runtime.Effects;
using Workflows.Runtime.Instances;
using Workflows.Runtime.Live;

namespace Workflows.Inspection.Screening;

/// <summary>Carries out <c>ClosedLoop.Screen</c>: runs the rules and pools what they find. Again with the same effect records one run.</summary>
public sealed class ScreeningWorkHandler(ScreeningService screening, ISuspicionPool pool, IChangeFeed changes) : IWorkHandler
{
    /// <summary>Most ids that are handed to the workflow: more than a prefecture can visit.</summary>
    private const int MostIds = 1000;

    /// <inheritdoc/>
    public string Work => "ClosedLoop.Screen";

    /// <inheritdoc/>
    public async Task<EffectResult> HandleAsync(DoWork effect, EffectContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(effect);
        ArgumentNullException.ThrowIfNull(context);
        ScreeningResult result;
        try
        {
            result = await screening.RunAsync(DerivedId.From(effect.Id, "screening-run"), $"system:{context.DefinitionId}", null, cancellationToken).ConfigureAwait(false);
        }
        catch (ScreeningRulesException e)
        {
            return new EffectResult.Park(e.Message);
        }

        var pooled = await pool.AddAsync(result.Run, result.Suspicions, cancellationToken).ConfigureAwait(false);
        changes.Publish(new Change("suspicions"));
        return new EffectResult.Done(new JsonObject
        {
            ["runId"] = result.Run.Id.ToString(),
            ["found"] = result.Suspicions.Count,
            ["new"] = pooled.New,
            ["asOf"] = result.Run.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["suspicionIds"] = new JsonArray([.. pooled.Ids.Take(MostIds).Select(id => (JsonNode)id.ToString())]),
        });
    }
}
