using Bunit;
using Designer.Forms.Inputs;
using Designer.Forms.Tracks;
using Microsoft.AspNetCore.Components.Forms;

namespace Designer.Forms.Tests;

/// <summary>Track, position and signature, with a browser that answers and with one that does not.</summary>
public sealed class PlaceInputTests : Rendered
{
    private const double Noon = 1795406400000; // 2026-11-23T04:00:00Z

    [Fact]
    public async Task A_track_is_recorded_point_by_point_into_the_form()
    {
        var state = State("{'key':'w','kind':'track','minPoints':2,'required':true}");
        Module.Setup<bool>("startTrack", _ => true).SetResult(true);
        var page = Show(state);

        await Button(page, "开始记录").ClickAsync();
        var input = page.FindComponent<TrackInput>();
        await input.Instance.OnPoints([new BrowserPoint(114, 30, Noon, 5.04)]);
        Assert.Equal("w:count", $"{state.Problems[0].Path}:{state.Problems[0].Code}");
        await input.Instance.OnPoints([new BrowserPoint(114.001, 30, Noon + 60_000, null), new BrowserPoint(114.002, 30, Noon + 90_000, null)]);

        Assert.Empty(state.Problems);
        Assert.Equal("""{"lon":114,"lat":30,"at":"2026-11-23T12:00:00+08:00","accuracy":5}""", state.Data()["w"]!["points"]![0]!.ToJsonString().Replace("\\u002B", "+", StringComparison.Ordinal));
        Assert.Contains("3 个点 · 01:30", page.Find("figcaption").TextContent, StringComparison.Ordinal);
        Assert.Contains("正在记录", page.Markup, StringComparison.Ordinal);

        await Button(page, "停止记录").ClickAsync();
        Assert.Single(Module.Invocations["stopTrack"]);
        Assert.NotNull(Button(page, "清除轨迹"));
    }

    [Fact]
    public async Task A_browser_without_position_says_so_and_a_file_is_the_way_out()
    {
        var state = State("{'key':'w','kind':'track','minPoints':2}");
        Module.Setup<bool>("startTrack", _ => true).SetResult(false);
        Module.Setup<BrowserPoint?>("currentPosition").SetResult(null);
        var page = Show(state);

        await Button(page, "开始记录").ClickAsync();
        Assert.Contains("无法取得位置", page.Find("[role=status] .clf-error").TextContent, StringComparison.Ordinal);
        await Button(page, "添加当前位置").ClickAsync();
        Assert.Contains("无法取得位置", page.Find("[role=status] .clf-error").TextContent, StringComparison.Ordinal);

        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("lon,lat,at\n114,30,2026-11-23T12:00:00+08:00\n114.1,30,2026-11-23T12:10:00+08:00", "walk.csv"));

        page.WaitForAssertion(() => Assert.Contains("2 个点", page.Find("figcaption").TextContent, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("[role=status] .clf-error"));
        Assert.Empty(state.Problems);
    }

    [Theory]
    [InlineData("lon,lat,at\n114,91,2026-11-23T12:00:00Z", "第 2 行")]
    [InlineData("lon,lat,at\n114,30,soon", "第 2 行")]
    [InlineData("lon,lat,at", "没有轨迹点")]
    [InlineData("x,y\n1,2", "首行为 lon,lat,at")]
    [InlineData("", "首行为 lon,lat,at")]
    [InlineData("<gpx><trk><trkseg><trkpt lat='30' lon='114'/></trkseg></trk></gpx>", "第 1 个点")]
    [InlineData("<gpx><trk>", "GPX")]
    [InlineData("<!DOCTYPE x [<!ENTITY a 'b'>]><gpx/>", "GPX")]
    public void A_track_file_that_is_none_is_told_with_the_place(string content, string told)
    {
        var reading = TrackFile.Read(content, 100);

        Assert.Null(reading.Points);
        Assert.Contains(told, reading.Problem!.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gpx_file_is_read_with_namespace_and_other_elements()
    {
        const string Gpx = """
            <?xml version="1.0"?><gpx xmlns="http://www.topografix.com/GPX/1/1"><trk><name>walk</name><trkseg>
            <trkpt lat="30.5" lon="114.25"><ele>12</ele><time>2026-11-23T04:00:00Z</time></trkpt>
            <trkpt lat="30.6" lon="114.26"><time>2026-11-23T04:05:00Z</time></trkpt></trkseg></trk></gpx>
            """;

        var points = TrackFile.Read("\uFEFF" + Gpx, 2).Points!;

        Assert.Equal([(114.25, 30.5), (114.26, 30.6)], points.Select(point => (point.Lon, point.Lat)));
        Assert.Equal(TimeSpan.FromMinutes(5), points[1].At - points[0].At);
        Assert.NotNull(TrackFile.Read(Gpx, 1).Problem);
    }

    [Fact]
    public async Task A_position_is_taken_or_typed()
    {
        var state = State("{'key':'l','kind':'location','required':true}");
        Module.Setup<BrowserPoint?>("currentPosition").SetResult(new BrowserPoint(113.93, 30.61, Noon, 8));
        var page = Show(state);

        await Button(page, "获取当前位置").ClickAsync();
        Assert.Equal(113.93m, state.Data()["l"]!["lon"]!.GetValue<decimal>());
        Assert.Contains("±8 m", page.Markup, StringComparison.Ordinal);

        await Button(page, "清除").ClickAsync();
        page.FindAll("#f-l input")[0].Change("114.5");
        Assert.Equal("type", state.Problems[0].Code);
        Assert.Equal("114.5", page.FindAll("#f-l input")[0].GetAttribute("value"));
        page.FindAll("#f-l input")[1].Change("30.25");
        Assert.Empty(state.Problems);
    }

    [Fact]
    public async Task A_signature_grows_stroke_by_stroke_and_can_be_taken_back()
    {
        var state = State("{'key':'s','kind':'signature','required':true}");
        var page = Show(state);
        Assert.Single(Module.Invocations["startSignature"]);
        var input = page.FindComponent<SignatureInput>();

        await input.Instance.OnStroke("M0 0L10 5", Noon);
        await input.Instance.OnStroke("M3.5 2L9 9", Noon + 1000);

        Assert.Equal("M0 0L10 5M3.5 2L9 9", state.Data()["s"]!["svg"]!.GetValue<string>());
        Assert.Equal("2026-11-23T12:00:01+08:00", state.Data()["s"]!["signedAt"]!.GetValue<string>());
        Assert.Equal("M0 0L10 5M3.5 2L9 9", page.Find(".clf-pad path").GetAttribute("d"));

        await Button(page, "清除").ClickAsync();
        Assert.Equal("required", state.Problems[0].Code);
    }

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<FormView> page, string words) =>
        page.FindAll("button").Single(button => button.TextContent.Contains(words, StringComparison.Ordinal));
}
