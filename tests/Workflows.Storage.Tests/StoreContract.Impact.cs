using System.Collections.Immutable;
using Workflows.Core.Organisation;
using Workflows.Runtime.Design;
using Workflows.Runtime.Migration;
using Workflows.Runtime.Simulation;
using Workflows.Storage.Tests.Support;

namespace Workflows.Storage.Tests;

public abstract partial class StoreContract
{
    [Fact]
    public async Task What_a_draft_would_mean_is_told_to_those_who_design_and_to_nobody_else()
    {
        await using var app = await StartAsync();
        await app.AddOrganisationAsync();
        var started = await app.StartTinyAsync("""{ "unit": "C1" }""");
        var draft = (await app.Get<IDesignDesk>().OpenAsync("tiny", ProcessOwner))!;
        var migrations = app.Get<IMigrations>();
        var none = ImmutableDictionary<string, string>.Empty;

        Assert.Equal(started.InstanceId, Assert.Single((await migrations.PreviewDraftAsync(ProcessOwner, draft.Files, 1, none)).Instances).Verdict.InstanceId);
        Assert.Equal("command.not-allowed", (await migrations.PreviewDraftAsync(Ada, draft.Files, 1, none)).Refusal?.Code);
        Assert.Equal("migration.unreadable", (await migrations.PreviewDraftAsync(ProcessOwner, new Dictionary<string, string>(), 1, none)).Refusal?.Code);
        Assert.NotNull((await migrations.PreviewDraftAsync(ProcessOwner, draft.Files, 99, none)).Refusal);

        var simulations = app.Get<ISimulations>();
        var scope = new SimulationScope(DateTimeOffset.UnixEpoch, app.Clock.GetUtcNow().AddDays(1));
        Assert.Equal("command.not-allowed", (await simulations.RunAsync(Ada, draft.Files, scope)).Refusal?.Code);
        Assert.Equal("simulation.unreadable", (await simulations.RunAsync(ProcessOwner, new Dictionary<string, string>(), scope)).Refusal?.Code);
        Assert.Empty((await simulations.RunAsync(ProcessOwner, draft.Files, scope)).Report!.Cases);
    }
}
