using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Workflows.Inspection.Readings;

namespace Workflows.Inspection.Screening;

/// <summary>The rules cannot be used as they are; the message names the file and what is wrong with it.</summary>
public sealed class ScreeningRulesException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>
/// Reads the rule catalogue: <c>screening.json</c>, <c>views.sql</c> and one <c>.sql</c> per rule and version (<c>LL-05.sql</c>, <c>LL-05@2.sql</c>),
/// as shipped, and what process owners have published beside it. A change of a file is seen at the next read.
/// </summary>
/// <param name="shipped">The rules that come with the product.</param>
/// <param name="published">The rules that were published here; need not exist.</param>
internal sealed partial class RuleFolder(string shipped, string? published = null)
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

    /// <summary>Reads one rule from its text.</summary>
    /// <param name="file">Name of the file; the code stands before <c>@</c> and <c>.sql</c>.</param>
    /// <param name="text">Head and SQL.</param>
    /// <exception cref="ScreeningRulesException">It is wrong; the message says what.</exception>
    public static RuleFile Parse(string file, string text)
    {
        var code = Path.GetFileNameWithoutExtension(file).Split('@')[0];
        if (!Code().IsMatch(code))
        {
            throw new ScreeningRulesException($"{file}: 规则编号应如 Q-09 / a rule is called like Q-09");
        }

        try
        {
            var (header, sql) = RuleHeader.Parse(text);
            return new RuleFile(code, header, sql, Statements(file, sql, header.Parameters));
        }
        catch (JsonException e)
        {
            throw new ScreeningRulesException($"{file}: {e.Message}", e);
        }
    }

    private string Stamp()
    {
        if (!Directory.Exists(shipped))
        {
            throw new ScreeningRulesException($"找不到筛查规则目录 / there is no rule folder {Path.GetFullPath(shipped)}");
        }

        return string.Join('|', Folders().SelectMany(Directory.EnumerateFiles).Order(StringComparer.Ordinal).Select(f => $"{f}:{File.GetLastWriteTimeUtc(f).Ticks}:{new FileInfo(f).Length}"));
    }

    private IEnumerable<string> Folders() => Directory.Exists(published) ? [shipped, published] : [shipped];

    private RuleCatalog Load()
    {
        SettingsJson settings;
        try
        {
            settings = JsonSerializer.Deserialize<SettingsJson>(File.ReadAllText(Path.Combine(shipped, "screening.json")), SettingsJson.Format)
                ?? throw new JsonException("The file is empty.");
        }
        catch (Exception e) when (e is JsonException or IOException)
        {
            throw new ScreeningRulesException($"screening.json: {e.Message}", e);
        }

        var rules = Folders().SelectMany(f => Directory.EnumerateFiles(f, "*.sql")).Where(f => Path.GetFileName(f) != "views.sql").Order(StringComparer.Ordinal)
            .Select(f => Parse(Path.GetFileName(f), File.ReadAllText(f))).ToArray();
        var twice = rules.GroupBy(r => (r.Code, r.Header.Version)).FirstOrDefault(g => g.Count() > 1);
        return twice is not null
            ? throw new ScreeningRulesException($"规则 {twice.Key.Code} 第 {twice.Key.Version} 版有两个文件 / rule {twice.Key.Code} version {twice.Key.Version} is there twice")
            : new RuleCatalog(Views(settings.Views.Parameters), settings.Ranking, [.. rules]);
    }

    private ImmutableArray<string> Views(Dictionary<string, double> parameters)
    {
        var file = Path.Combine(shipped, "views.sql");
        return File.Exists(file) ? Statements("views.sql", File.ReadAllText(file), parameters) : throw new ScreeningRulesException("views.sql: the file is missing.");
    }

    private static ImmutableArray<string> Statements(string file, string text, Dictionary<string, double> parameters)
    {
        var sql = Parameter().Replace(SqlScript.WithoutComments(text), m => parameters.TryGetValue(m.Groups[1].Value, out var value)
            ? value < 0 ? $"({Sql.Number(value)})" : Sql.Number(value)
            : throw new ScreeningRulesException($"{file}: 参数 ${m.Groups[1].Value} 没有取值 / there is no value for the parameter ${m.Groups[1].Value}."));
        var statements = SqlScript.Split(sql);
        return statements.IsEmpty ? throw new ScreeningRulesException($"{file}: 没有 SQL / there is no SQL.") : statements;
    }

    [GeneratedRegex(@"\$([a-z_][a-z0-9_]*)")]
    private static partial Regex Parameter();

    [GeneratedRegex("^[A-Z]{1,2}-[0-9]{2}$")]
    private static partial Regex Code();

    private sealed record SettingsJson(ViewsJson Views, RankingParameters Ranking)
    {
        public static JsonSerializerOptions Format { get; } = new(JsonSerializerDefaults.Web)
        {
            RespectRequiredConstructorParameters = true,
            RespectNullableAnnotations = true,
            ReadCommentHandling = JsonCommentHandling.Skip,
        };
    }

    private sealed record ViewsJson(Dictionary<string, double> Parameters);
}
