using System.Collections.Frozen;

namespace Workflows.Core.Forms;

/// <summary>Where the options of a field come from when the form does not list them.</summary>
/// <param name="Name">One of <see cref="Names"/>.</param>
/// <param name="Argument">Computes what the list depends on (the unit, the area); <see langword="null"/> for sources without one.</param>
public sealed record FormSource(string Name, FormExpression? Argument)
{
    /// <summary>All units.</summary>
    public const string Units = "units";

    /// <summary>The counties.</summary>
    public const string Counties = "counties";

    /// <summary>The stations below a unit.</summary>
    public const string StationsOf = "stations-of";

    /// <summary>The inspectors of a unit.</summary>
    public const string InspectorsOf = "inspectors-of";

    /// <summary>The customers of a transformer area.</summary>
    public const string CustomersOfArea = "customers-of-area";

    /// <summary>A code table of the workflow's folder: its options become those of the field when the form is read.</summary>
    public const string Code = "code";

    /// <summary>Every source, and whether it takes an expression (<see langword="true"/>), a literal (<see langword="false"/>) or nothing.</summary>
    public static FrozenDictionary<string, bool?> Names { get; } = new Dictionary<string, bool?>(StringComparer.Ordinal)
    {
        [Units] = null,
        [Counties] = null,
        [StationsOf] = true,
        [InspectorsOf] = true,
        [CustomersOfArea] = true,
        [Code] = false,
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
