using System.Collections.Immutable;
using System.Text.Json;
using Workflows.Core;

namespace Workflows.Inspection.Evaluation;

/// <summary>An indicator of the evaluation, from <c>workflows/evaluation/indicators.json</c>: 100 × Σ numerator ÷ Σ denominator over tickets.</summary>
/// <param name="Code">Such as <c>confirmation</c>.</param>
/// <param name="Name">Such as 查实率.</param>
/// <param name="Meaning">Numerator ÷ denominator in words.</param>
/// <param name="Numerator">SQL expression over a row of <c>ticket</c>: a number or a condition.</param>
/// <param name="Denominator">Likewise.</param>
/// <param name="IsPercentage">Whether it is shown as a percentage; else as a mean of points.</param>
/// <param name="LowIsGood">Whether less is better.</param>
public sealed record Indicator(string Code, LocalizedText Name, LocalizedText Meaning, string Numerator, string Denominator, bool IsPercentage = true, bool LowIsGood = false);

/// <summary>What the evaluation is made by.</summary>
/// <param name="Definitions">Workflow definitions whose instances are tickets.</param>
/// <param name="RecurrenceDays">复发: the same theme of the same subject within so many days after the end.</param>
/// <param name="RankBy">Code of the indicator that ranks the units.</param>
/// <param name="RuleWarning">When a rule is worth a warning.</param>
/// <param name="Indicators">The indicators, in the order in which they are shown.</param>
public sealed record EvaluationSettings(ImmutableArray<string> Definitions, int RecurrenceDays, string RankBy, RuleWarning RuleWarning, ImmutableArray<Indicator> Indicators)
{
    private static readonly JsonSerializerOptions s_format = new(JsonSerializerDefaults.Web) { RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true, ReadCommentHandling = JsonCommentHandling.Skip };

    /// <summary>Reads the file as it is now.</summary>
    /// <exception cref="EvaluationSettingsException">It is missing or wrong; the message says where.</exception>
    public static EvaluationSettings Read(string file)
    {
        try
        {
            var settings = JsonSerializer.Deserialize<EvaluationSettings>(File.ReadAllText(file), s_format) ?? throw new JsonException("The file is empty.");
            return settings.Indicators.Select(i => i.Code).Distinct(StringComparer.Ordinal).Count() == settings.Indicators.Length
                ? settings
                : throw new JsonException("An indicator is there twice.");
        }
        catch (Exception e) when (e is JsonException or IOException)
        {
            throw new EvaluationSettingsException($"{Path.GetFileName(file)}: {e.Message}", e);
        }
    }
}

/// <summary>When the page warns about a rule: enough visits have shown that it is hardly ever right.</summary>
/// <param name="MinVerified">Visits that are enough to judge, at least 1.</param>
/// <param name="MinConfirmedPct">Confirmed share in percent below which it warns.</param>
public sealed record RuleWarning(int MinVerified, double MinConfirmedPct);

/// <summary>The evaluation's file cannot be used; the message names what is wrong with it.</summary>
public sealed class EvaluationSettingsException(string message, Exception? inner = null) : Exception(message, inner);
