using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Workflows.Inspection.CrossInspection;

/// <summary>A plan that was adopted for a month, with everything it was made of, so that it can be made again and checked.</summary>
/// <param name="Month">First day of the month.</param>
/// <param name="Units">The units as they stood.</param>
/// <param name="Options">Weights, seed and the pairs that were not to come again.</param>
/// <param name="Plan">The plan.</param>
/// <param name="By">Person id of who adopted it.</param>
/// <param name="At">When.</param>
public sealed record AdoptedCrossPlan(DateOnly Month, ImmutableArray<CrossUnit> Units, CrossPlanOptions Options, CrossPlan Plan, string By, DateTimeOffset At);

/// <summary>Keeps the adopted plans, a file per month under <c>{DataDirectory}/cross-inspection</c>. Adopting again replaces a month's plan.</summary>
public sealed class CrossPlanShelf(IOptions<InspectionOptions> options)
{
    private static readonly JsonSerializerOptions s_format = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>The plan of a month; <see langword="null"/> when none was adopted.</summary>
    public AdoptedCrossPlan? Find(DateOnly month) => File.Exists(FileOf(month)) ? JsonSerializer.Deserialize<AdoptedCrossPlan>(File.ReadAllText(FileOf(month)), s_format) : null;

    /// <summary>Keeps a plan; after a crash there is the old one or the new one, never half of it.</summary>
    public void Keep(AdoptedCrossPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var file = FileOf(plan.Month);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var draft = $"{file}.{Guid.NewGuid():N}.tmp";
        File.WriteAllText(draft, JsonSerializer.Serialize(plan, s_format));
        File.Move(draft, file, overwrite: true);
    }

    private string FileOf(DateOnly month) => Path.Combine(Path.GetFullPath(options.Value.DataDirectory), "cross-inspection", month.ToString("yyyy-MM", CultureInfo.InvariantCulture) + ".json");
}
