using TestSupport.PostgreSql;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Inspection.Inspectors;
using Workflows.Inspection.Tests.Support;
using Workflows.Runtime.Instances;

namespace Workflows.Inspection.Tests.Inspectors;

/// <summary>Who inspects, with what, and how much at a time.</summary>
public abstract class InspectorRegisterContract : IAsyncLifetime
{
    private Prefecture _prefecture = null!;

    private InspectorDesk Desk => _prefecture.Get<InspectorDesk>();

    /// <summary>Connection string of an empty database; <see langword="null"/> = SQLite.</summary>
    protected abstract Task<string?> DatabaseAsync();

    public async Task InitializeAsync() => _prefecture = await Prefecture.StartAsync(await DatabaseAsync());

    public async Task DisposeAsync() => await _prefecture.DisposeAsync();

    [Fact]
    public async Task What_is_written_is_kept_and_written_over()
    {
        var record = new InspectorRecord("station-1-1") { Employment = Employment.FullTime, MarketingAccount = "YX01", Device = "PDA-7", Equipment = "钳形表", Qualifications = "用电检查证", TrainedOn = new DateOnly(2026, 10, 9), Cap = 5 };
        Assert.Null(await Desk.SaveAsync(_prefecture.Officer, record));
        Assert.Equal(record, (await OneAsync(_prefecture.Officer)).Record);

        Assert.Null(await Desk.SaveAsync(_prefecture.County, record with { Cap = null, Device = "PDA-8" }));
        Assert.Equal(record with { Cap = null, Device = "PDA-8" }, (await OneAsync(_prefecture.Officer)).Record);
    }

    [Fact]
    public async Task Each_tier_keeps_its_own_people_and_those_below()
    {
        Assert.Equal(["county-1", "prefecture", "station-1-1"], (await Desk.ListAsync(_prefecture.Officer)).Select(i => i.Person.Id).Order(StringComparer.Ordinal));
        Assert.Equal(["county-1", "station-1-1"], (await Desk.ListAsync(_prefecture.County)).Select(i => i.Person.Id).Order(StringComparer.Ordinal));
        Assert.Equal(["station-1-1"], (await Desk.ListAsync(_prefecture.County, "420900101")).Select(i => i.Person.Id));
        Assert.Empty(await Desk.ListAsync(_prefecture.Station));
        foreach (var (by, person) in new[] { (_prefecture.County, "prefecture"), (_prefecture.Station, "station-1-1"), (_prefecture.Officer, "nobody"), (Other, "station-1-1") })
        {
            Assert.Equal("inspector.not-yours", (await Desk.SaveAsync(by, new InspectorRecord(person)))?.Code);
        }
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(201, 1)]
    [InlineData(1, 501)]
    public async Task What_cannot_be_is_refused(int cap, int length) =>
        Assert.Equal("inspector.invalid", (await Desk.SaveAsync(_prefecture.Officer, new InspectorRecord("station-1-1") { Cap = cap, Device = new string('x', length) }))?.Code);

    [Fact]
    public async Task Who_has_as_many_tasks_as_allowed_is_not_offered_for_more()
    {
        await Desk.SaveAsync(_prefecture.Officer, new InspectorRecord("station-1-1") { Cap = 2 });
        await StartAsync();
        Assert.Equal(1, Assert.Single(await Desk.FreeAsync("4209001")).OpenTasks);

        var second = await StartAsync();
        Assert.Empty(await Desk.FreeAsync("420900101"));
        Assert.True((await OneAsync(_prefecture.Officer)).IsFull);

        await _prefecture.Get<ICommandRunner>().RunAsync(new WithdrawInstance(Guid.CreateVersion7(), second, _prefecture.Station, "重复"));
        Assert.Equal("station-1-1", Assert.Single(await Desk.FreeAsync("420900101")).Person.Id);
    }

    private static Actor Other { get; } = new("county-2", "县公司专责2", [new RoleGrant(Roles.CountyOfficer, "4209002")]);

    private async Task<Inspector> OneAsync(Actor by) => (await Desk.ListAsync(by)).Single(i => i.Person.Id == "station-1-1");

    /// <summary>Gives the inspector a task: a request to fill in.</summary>
    private async Task<Guid> StartAsync()
    {
        var id = Guid.CreateVersion7();
        Assert.True((await _prefecture.Get<ICommandRunner>().StartAsync("self-raised-issue", new StartInstance(Guid.CreateVersion7(), id, _prefecture.Station, []))).Accepted);
        return id;
    }
}

/// <summary>The register on SQLite.</summary>
public sealed class SqliteInspectorRegisterTests : InspectorRegisterContract
{
    protected override Task<string?> DatabaseAsync() => Task.FromResult<string?>(null);
}

/// <summary>The register on PostgreSQL.</summary>
public sealed class PostgreSqlInspectorRegisterTests : InspectorRegisterContract
{
    protected override async Task<string?> DatabaseAsync() => await PostgreSqlCluster.ConnectionStringAsync($"inspectors-{Guid.NewGuid():N}");
}
