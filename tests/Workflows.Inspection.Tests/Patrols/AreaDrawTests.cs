using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Inspection.Patrols;
using Workflows.Inspection.Readings;
using Workflows.Inspection.Tests.Support;
using Workflows.Runtime.Effects;

namespace Workflows.Inspection.Tests.Patrols;

/// <summary>Nobody knows beforehand where a patrol goes; afterwards everybody can repeat the draw.</summary>
public sealed class AreaDrawTests : IAsyncLifetime
{
    private Prefecture _prefecture = null!;

    public async Task InitializeAsync() => _prefecture = await Prefecture.StartAsync();

    public async Task DisposeAsync() => await _prefecture.DisposeAsync();

    [Fact]
    public async Task The_draw_can_be_repeated_by_hand_from_its_seed()
    {
        var county = (await _prefecture.Get<IReadings>().AreasAsync(_prefecture.County, new AreaFilter(Take: 500))).Items;
        var (from, drawn) = _prefecture.Get<AreaDraw>().Draw("4209001", 3, "XC-1:七星");

        var byHand = county.Select(a => (a.AreaNo, Lot: Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"XC-1:七星:{a.AreaNo}"))))).OrderBy(a => a.Lot, StringComparer.Ordinal).Take(3);
        Assert.Equal(byHand, drawn.Select(a => (a.AreaNo, a.Lot)));
        Assert.Equal(county.Count, from);
        Assert.All(drawn, a => Assert.StartsWith("4209001", a.StationCode, StringComparison.Ordinal));
    }

    [Fact]
    public void Another_seed_draws_others_and_every_area_has_its_turn()
    {
        var all = _prefecture.Get<AreaDraw>().Draw("42090", AreaDraw.Most, "all").Drawn;
        var seen = Enumerable.Range(0, 60).SelectMany(i => _prefecture.Get<AreaDraw>().Draw("42090", 10, $"seed {i}").Drawn).Select(a => a.AreaNo).ToHashSet();
        Assert.Equal(42, all.Length);
        Assert.Equal(42, seen.Count);
    }

    [Theory]
    [InlineData("4209001", "0", "s", "1")]
    [InlineData("4209001", "501", "s", "500")]
    [InlineData("4209001", "ten", "s", "500")]
    [InlineData("4209001", "3", "", "seed")]
    [InlineData("", "3", "s", "unit")]
    [InlineData("99999", "3", "s", "import the data first")]
    public async Task What_cannot_be_drawn_waits_for_an_operator_with_the_reason(string unit, string count, string seed, string says)
    {
        var handler = new AreaDrawWorkHandler(_prefecture.Get<AreaDraw>());
        var work = new DoWork(Guid.NewGuid(), handler.Work, Guid.NewGuid(), new JsonObject { ["unit"] = unit, ["count"] = count, ["seed"] = seed });
        var parked = Assert.IsType<EffectResult.Park>(await handler.HandleAsync(work, null!, CancellationToken.None));
        Assert.Contains(says, parked.Reason, StringComparison.Ordinal);
    }
}
