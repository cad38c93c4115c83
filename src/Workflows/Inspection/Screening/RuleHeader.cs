using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Workflows.Core;

namespace Workflows.Inspection.Screening;

/// <summary>The head of a rule file: JSON in a comment before the SQL. Code and earlier versions are told by the file's name.</summary>
/// <param name="Class"><c>quantity</c>, <c>price</c>, <c>charge</c>, <c>loss</c>, <c>archive</c>, <c>service</c>, <c>business</c> or <c>external</c>.</param>
/// <param name="Name">Theme.</param>
/// <param name="Version">From 1; a changed rule is a new version.</param>
/// <param name="Channel">The channel whose data it reads.</param>
/// <param name="Severity">1 (note) to 5 (at once).</param>
/// <param name="Specialty">Leading specialty.</param>
/// <param name="Parameters">Values for the <c>$name</c>s of the SQL.</param>
/// <param name="Guidance">What the inspector should look at.</param>
/// <param name="Explanation">One sentence with <c>{column}</c> places.</param>
/// <param name="EffectiveFrom">First day of data it applies to.</param>
/// <param name="EffectiveTo">Last day; <see langword="null"/> = no end.</param>
/// <param name="Enabled">Whether its hits count.</param>
/// <param name="CorroboratesOnly">Whether its hits only raise others.</param>
/// <param name="Composite">Whether it only sums up hits of other rules, and so is no channel of its own.</param>
/// <param name="After">Codes of rules whose tables or hits it reads.</param>
/// <param name="Change">Who published this version, when and why; <see langword="null"/> for a shipped one.</param>
internal sealed record RuleHeader(
    string Class, LocalizedText Name, int Version, string Channel, int Severity, string Specialty, Dictionary<string, double> Parameters,
    LocalizedText Guidance, LocalizedText Explanation, DateOnly EffectiveFrom, DateOnly? EffectiveTo = null, bool Enabled = true,
    bool CorroboratesOnly = false, bool Composite = false, string[]? After = null, RuleChange? Change = null)
{
    private const string Start = "/*";
    private const string End = "*/";

    private static readonly JsonSerializerOptions s_format = new(JsonSerializerDefaults.Web)
    {
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>Parts a rule file into its head and its SQL.</summary>
    /// <exception cref="JsonException">There is no head, or it is wrong; the message says where.</exception>
    public static (RuleHeader Header, string Sql) Parse(string text)
    {
        var rest = text.TrimStart('\uFEFF', ' ', '\r', '\n', '\t');
        var end = rest.IndexOf(End, StringComparison.Ordinal);
        if (!rest.StartsWith(Start, StringComparison.Ordinal) || end < 0)
        {
            throw new JsonException("文件须以 /* { … } */ 开头，写明规则 / the file must begin with /* { … } */ that describes the rule");
        }

        var header = JsonSerializer.Deserialize<RuleHeader>(rest[Start.Length..end], s_format) ?? throw new JsonException("The head is empty.");
        return (header, rest[(end + End.Length)..].TrimStart('\r', '\n'));
    }

    /// <summary>A rule file with this head.</summary>
    public string Write(string sql)
    {
        // The comment ends at the first */ whatever stands around it, and in JSON a slash may be escaped.
        var json = JsonSerializer.Serialize(this, s_format).Replace(End, "*\\/", StringComparison.Ordinal);
        return $"{Start} {json} {End}\n{sql.TrimStart('\r', '\n')}";
    }
}

/// <summary>Who published a version of a rule, when and why.</summary>
/// <param name="By">Person id.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Why, in the person's words.</param>
public sealed record RuleChange(string By, DateTimeOffset At, string Reason);
