using System.Text.Json.Nodes;

namespace Workflows.Inspection.Screening;

/// <summary>One row that a rule's SQL yields.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Kind"><c>customer</c>, <c>area</c> or <c>area-pair</c>.</param>
/// <param name="AreaNo">Area, or <c>A|B</c>.</param>
/// <param name="CustomerNo">Customer, for customers.</param>
/// <param name="P">How likely a visit confirms it by this rule alone, 0–1.</param>
/// <param name="Values">The other columns: the inputs that fired the rule.</param>
internal sealed record RuleHit(RuleFile Rule, string Kind, string? AreaNo, string? CustomerNo, double P, IReadOnlyDictionary<string, object?> Values)
{
    /// <summary>What it is about.</summary>
    public (string Kind, string Key) Subject => (Kind, Kind == "customer" ? CustomerNo! : AreaNo!);

    /// <summary>The inputs as JSON.</summary>
    public JsonObject Inputs
    {
        get
        {
            var inputs = new JsonObject { ["probability"] = Math.Round(P, 3) };
            foreach (var (name, value) in Values)
            {
                inputs[name] = value switch
                {
                    null => null,
                    DateOnly day => JsonValue.Create(day.ToString("O", System.Globalization.CultureInfo.InvariantCulture)),
                    double number => double.IsFinite(number) ? JsonValue.Create(Math.Round(number, 3)) : null,
                    bool flag => JsonValue.Create(flag),
                    long number => JsonValue.Create(number),
                    int number => JsonValue.Create(number),
                    _ => JsonValue.Create(Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)),
                };
            }

            return inputs;
        }
    }
}
