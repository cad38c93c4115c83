using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Core;

namespace Workflows.Inspection.Suspicions;

/// <summary>What a suspicion is about.</summary>
public enum SuspicionKind
{
    /// <summary>One customer.</summary>
    Customer,

    /// <summary>One transformer area.</summary>
    Area,

    /// <summary>Two areas that mirror each other; <see cref="Suspicion.AreaNo"/> is <c>A|B</c>.</summary>
    AreaPair,
}

/// <summary>Where a suspicion is in its life.</summary>
public enum SuspicionState
{
    /// <summary>In the pool; nobody has decided.</summary>
    Pooled,

    /// <summary>A ticket was made of it.</summary>
    Ticketed,

    /// <summary>Put aside with a reason.</summary>
    Dismissed,
}

/// <summary>A suspected issue in the prefecture's pool, with what fired it.</summary>
public sealed record Suspicion
{
    /// <summary>Unique.</summary>
    public required Guid Id { get; init; }

    /// <summary>The screening run (or the import) it comes from.</summary>
    public required Guid RunId { get; init; }

    /// <summary>What it is about.</summary>
    public required SuspicionKind Kind { get; init; }

    /// <summary>Area number, <c>A|B</c> for a pair; <see langword="null"/> when unknown.</summary>
    public string? AreaNo { get; init; }

    /// <summary>Customer number, for customers.</summary>
    public string? CustomerNo { get; init; }

    /// <summary>Customer name, for customers.</summary>
    public string? CustomerName { get; init; }

    /// <summary>Station responsible for the area; who may see it follows from this.</summary>
    public string? UnitCode { get; init; }

    /// <summary>Code of the leading rule (<c>LL-05</c>).</summary>
    public required string Theme { get; init; }

    /// <summary>Rank value, higher is more suspicious; corroboration by independent channels raises it.</summary>
    public required double Score { get; init; }

    /// <summary>The channels that agree .</summary>
    public ImmutableArray<string> Channels { get; init; } = [];

    /// <summary>One sentence that a county officer understands.</summary>
    public required LocalizedText Explanation { get; init; }

    /// <summary>The inputs that fired each rule, by rule code.</summary>
    public JsonObject Inputs { get; init; } = [];

    /// <summary>When it was found.</summary>
    public required DateTimeOffset FoundAt { get; init; }

    /// <summary>Where it is in its life.</summary>
    public SuspicionState State { get; init; }

    /// <summary>The ticket made of it.</summary>
    public Guid? InstanceId { get; init; }

    /// <summary>Why it was dismissed.</summary>
    public string? Reason { get; init; }
}
