using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Workflows.Core.Definitions;
using Workflows.Core.Organisation;
using Workflows.Core.Time;

namespace Workflows.Core.Simulation;

/// <summary>A scenario file: what people do with a workflow and what must come of it. The format is described in <c>docs/scenarios.md</c>.</summary>
public sealed class Scenario
{
    private Scenario(string path, JsonObject source, VirtualWorld world, ImmutableArray<JsonObject> steps)
    {
        Path = path;
        Source = source;
        World = world;
        Steps = steps;
    }

    /// <summary>Whether a file of a workflow folder is a scenario.</summary>
    /// <param name="path">Path relative to the folder.</param>
    public static bool IsAt(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.StartsWith("scenarios/", StringComparison.Ordinal) && path.EndsWith(".json", StringComparison.Ordinal);
    }

    /// <summary>The file, for messages.</summary>
    public string Path { get; }

    /// <summary>The file as read.</summary>
    public JsonObject Source { get; }

    /// <summary>What it is about.</summary>
    public string Title => JsonRead.Localized(Source["title"])?.Zh ?? Path;

    /// <summary>Time, organisation, calendar, people.</summary>
    public VirtualWorld World { get; }

    /// <summary>The steps in order.</summary>
    public ImmutableArray<JsonObject> Steps { get; }

    /// <summary>Reads a scenario.</summary>
    /// <param name="text">JSON.</param>
    /// <param name="path">How errors call the file.</param>
    /// <exception cref="DefinitionUnreadableException">It is not JSON, or not a scenario.</exception>
    public static Scenario Read(string text, string path)
    {
        ArgumentNullException.ThrowIfNull(text);
        var source = JsonText.ReadObject(text, path);
        if (source["steps"] is not JsonArray)
        {
            throw new DefinitionUnreadableException(path, null, null, new LocalizedText("缺少 steps", "steps is missing"));
        }

        var calendar = source["calendar"] is JsonObject own ? WorkingCalendarReader.Read(own.ToJsonString(), path) : WorkingCalendar.Default;
        var standard = new VirtualWorld();
        ImmutableArray<Actor> people = [.. (source["people"] as JsonObject ?? []).Select(p => Person(p.Key, p.Value as JsonObject))];
        var units = source["units"] is JsonArray given ? JsonRead.Objects(given).Select(u => Unit(u, path)) : DemoUnits();
        var world = new VirtualWorld
        {
            Now = At(source, path) ?? standard.Now,
            Calendar = calendar,
            Organisation = new OrgChart(units, people),
            People = people,
        };
        return new Scenario(path, source, world, [.. JsonRead.Objects(source["steps"])]);
    }

    private static DateTimeOffset? At(JsonObject source, string path) => JsonRead.Text(source["start"] as JsonObject, "at") is not { } text
        ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var at)
            ? at
            : throw new DefinitionUnreadableException(path, null, null, new LocalizedText($"start.at“{text}”不是时间", $"start.at '{text}' is no instant"));

    private static Actor Person(string id, JsonObject? person) => new(
        id,
        JsonRead.Text(person, "name") ?? id,
        [.. JsonRead.Objects(person?["roles"]).Select(r => new RoleGrant(JsonRead.Text(r, "role") ?? "", JsonRead.Text(r, "unit") ?? ""))]);

    private static OrgUnit Unit(JsonObject unit, string path) =>
        Enum.TryParse<OrgTier>(JsonRead.Text(unit, "tier"), ignoreCase: true, out var tier) && JsonRead.Text(unit, "code") is { } code
            ? new OrgUnit(code, JsonRead.Text(unit, "name") ?? code, tier, JsonRead.Text(unit, "parent"))
            : throw new DefinitionUnreadableException(path, null, null, new LocalizedText("units 中的单位缺少 code 或 tier", "a unit lacks code or tier"));

    /// <summary>The prefecture 42090 with counties 4209001…4209008 and three stations each, as the demonstration numbers them.</summary>
    private static List<OrgUnit> DemoUnits()
    {
        var units = new List<OrgUnit> { new("42090", "市公司", OrgTier.Prefecture, null) };
        for (var county = 1; county <= 8; county++)
        {
            var code = $"420900{county}";
            units.Add(new OrgUnit(code, $"县公司{county}", OrgTier.County, "42090"));
            units.AddRange(Enumerable.Range(1, 12).Select(s => new OrgUnit($"{code}{s:D2}", $"供电所{county}-{s}", OrgTier.Station, code)));
        }

        return units;
    }
}
