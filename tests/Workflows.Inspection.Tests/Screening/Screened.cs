using Microsoft.Extensions.Options;
using Workflows.Inspection.Demonstration;
using Workflows.Inspection.Drops;
using Workflows.Inspection.Readings;
using Workflows.Inspection.Screening;
using Workflows.Inspection.Suspicions;
using Workflows.Inspection.Tests.Support;

namespace Workflows.Inspection.Tests.Screening;

/// <summary>The demonstration prefecture, screened once for all tests of a class.</summary>
public sealed class Screened : IDisposable
{
    private readonly TempFolder _folder = new();

    public Screened()
    {
        Truth = DemonstrationDrop.Write(_folder["demo"], new DemonstrationOptions { LastDay = new DateOnly(2026, 11, 22) });
        Result = Screen(_folder["demo"], _folder["data"]);
        Found = Result.Suspicions;
        Planted = Truth.Select(t => (t.Kind, t.Subject)).ToHashSet();
    }

    internal IReadOnlyList<Planted> Truth { get; }

    internal HashSet<(string Kind, string Subject)> Planted { get; }

    internal ScreeningResult Result { get; }

    internal IReadOnlyList<Suspicion> Found { get; }

    internal string Drop => _folder["demo"];

    internal static (string Kind, string Subject) Key(Suspicion s) => s.Kind switch
    {
        SuspicionKind.Customer => ("customer", s.CustomerNo!),
        SuspicionKind.Area => ("area", s.AreaNo!),
        _ => ("area-pair", s.AreaNo!),
    };

    internal bool IsPlanted(Suspicion s) => Planted.Contains(Key(s));

    internal static ScreeningResult Screen(string drop, string data)
    {
        var options = new InspectionOptions { DataDirectory = data, ScreeningDirectory = TestSupport.RepositoryRoot.Combine("workflows", "screening") };
        using var database = new ReadingsDatabase(options);
        new DropIntake(database, options, TimeProvider.System).Import(drop, "system:test", null, default);
        return new ScreeningService(database, Options.Create(options), TimeProvider.System).RunAsync("system:test").GetAwaiter().GetResult();
    }

    public void Dispose() => _folder.Dispose();
}
