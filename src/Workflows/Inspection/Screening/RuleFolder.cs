using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Workflows.Core;
using Workflows.Inspection.Readings;

namespace Workflows.Inspection.Screening;

/// <summary>The rules cannot be used as they are; the message names the file and what is wrong with it.</summary>
public sealed class ScreeningRulesException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Reads the rule catalogue: <c>rules.json</c>, <c>views.sql</c> and one <c>.sql</c> per rule. A change of a file is seen at the next read.</summary>
internal sealed partial class RuleFolder(string folder)
{
    private readonly Lock _gate = new();
    private (string Stamp, RuleCatalog Catalog)? _cached;

    /// <summary>The catalogue as the files are now.</summary>
    /// <exception cref="ScreeningRulesException">A file is missing or wrong.</exception>
    public RuleCatalog Read()
    {
        lock (_gate)
        {
            var stamp = Stamp();
            if (_cached?.Stamp != stamp)
            {
                _cached = (stamp, Load());
            }

            return _cached.Value.Catalog;
        }
    }

    private string Stamp()
    {
        if (!Directory.Exists(folder))
        {
            throw new ScreeningRulesException($"找不到筛查规则目录 / there is no rule folder {Path.GetFullPath(folder)}");
        }

        return string.Join('|', Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).Select(f => $"{Path.GetFileName(f)}:{File.GetLastWriteTimeUtc(f).Ticks}:{new FileInfo(f).Length}"));
    }

    private RuleCatalog Load()
    {
        RulesJson json;
        try
        {
            json = JsonSerializer.Deserialize<RulesJson>(File.ReadAllText(Path.Combine(folder, "rules.json")), RulesJson.Format)
                ?? throw new JsonException("The file is empty.");
        }
        catch (Exception e) when (e is JsonException or IOException)
        {
            throw new ScreeningRulesException($"rules.json: {e.Message}", e);
        }

        var twice = json.Rules.GroupBy(r => r.Code, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1);
        return twice is not null
            ? throw new ScreeningRulesException($"rules.json: rule {twice.Key} is there twice.")
            : new RuleCatalog(Statements("views.sql", json.Views.Parameters), json.Ranking, [.. json.Rules.Select(Rule)]);
    }

    private RuleFile Rule(RuleJson r) => new(
        new ScreeningRule(r.Code, r.Class, r.Name, r.Version, r.Channel, r.Severity, r.Specialty, r.Enabled, r.Parameters.ToImmutableDictionary(), r.Guidance),
        Statements(r.Code + ".sql", r.Parameters),
        r.Explanation,
        r.EffectiveFrom,
        r.EffectiveTo,
        r.CorroboratesOnly);

    private ImmutableArray<string> Statements(string file, Dictionary<string, double> parameters)
    {
        var path = Path.Combine(folder, file);
        if (!File.Exists(path))
        {
            throw new ScreeningRulesException($"{file}: the file is missing.");
        }

        var sql = Parameter().Replace(SqlScript.WithoutComments(File.ReadAllText(path)), m => parameters.TryGetValue(m.Groups[1].Value, out var value)
            ? value < 0 ? $"({Sql.Number(value)})" : Sql.Number(value)
            : throw new ScreeningRulesException($"{file}: rules.json gives no value for the parameter ${m.Groups[1].Value}."));
        return SqlScript.Split(sql);
    }

    [GeneratedRegex(@"\$([a-z_][a-z0-9_]*)")]
    private static partial Regex Parameter();

    private sealed record RulesJson(ViewsJson Views, RankingParameters Ranking, List<RuleJson> Rules)
    {
        public static JsonSerializerOptions Format { get; } = new(JsonSerializerDefaults.Web)
        {
            RespectRequiredConstructorParameters = true,
            RespectNullableAnnotations = true,
            ReadCommentHandling = JsonCommentHandling.Skip,
        };
    }

    private sealed record ViewsJson(Dictionary<string, double> Parameters);

    private sealed record RuleJson(
        string Code, string Class, LocalizedText Name, int Version, string Channel, int Severity, string Specialty, Dictionary<string, double> Parameters,
        LocalizedText Guidance, LocalizedText Explanation, DateOnly EffectiveFrom, DateOnly? EffectiveTo = null, bool Enabled = true, bool CorroboratesOnly = false);
}
