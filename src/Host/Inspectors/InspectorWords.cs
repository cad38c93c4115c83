using Workflows.Core;
using Workflows.Inspection.Inspectors;

namespace Host.Inspectors;

/// <summary>Words of the register.</summary>
internal static class InspectorWords
{
    /// <summary>专职, 兼职.</summary>
    public static LocalizedText Of(Employment employment) => employment == Employment.FullTime ? new("专职", "Full-time") : new("兼职", "Part-time");
}
