using System.Collections.Immutable;

namespace Workflows.Inspection.CrossInspection;

/// <summary>A unit that takes part in the cross-inspection (交叉巡查).</summary>
/// <param name="Code">Code of the organisation unit.</param>
/// <param name="Score">Its result in the benchmark; higher is more advanced.</param>
/// <param name="Base">Its size (基数): customers, areas or tickets, as the prefecture chooses.</param>
public sealed record CrossUnit(string Code, double Score, double Base);

/// <summary>Who inspects whom.</summary>
/// <param name="Inspector">Code of the unit that goes.</param>
/// <param name="Inspected">Code of the unit that is visited.</param>
public sealed record CrossPair(string Inspector, string Inspected);

/// <summary>What a plan is made by .</summary>
public sealed record CrossPlanOptions
{
    /// <summary>Weight of 后进查先进, the lagging inspects the advanced. The default is 1.</summary>
    public int LaggingWeight { get; init; } = 1;

    /// <summary>Weight of 基数小的查基数大, the small inspects the large. The default is 1.</summary>
    public int BaseWeight { get; init; } = 1;

    /// <summary>Decides between plans that are equally good; the same seed gives the same plan.</summary>
    public int Seed { get; init; }

    /// <summary>The pairs of last month, which are not made again.</summary>
    public ImmutableArray<CrossPair> Previous { get; init; } = [];
}

/// <summary>A pair of the plan with the wishes that it meets.</summary>
/// <param name="Pair">Who inspects whom.</param>
/// <param name="LaggingInspectsAdvanced">Whether the inspector's score is the lower one.</param>
/// <param name="SmallInspectsLarge">Whether the inspector's base is the smaller one.</param>
public sealed record PlannedPair(CrossPair Pair, bool LaggingInspectsAdvanced, bool SmallInspectsLarge);

/// <summary>A cross-inspection plan: every unit inspects one and is inspected by one.</summary>
/// <param name="Pairs">The pairs, in the order of the units given.</param>
/// <param name="Met">Weighted wishes met.</param>
/// <param name="Wished">Weighted wishes in all; the best unit has nobody better to inspect, so they never hold for everybody.</param>
public sealed record CrossPlan(ImmutableArray<PlannedPair> Pairs, int Met, int Wished);
