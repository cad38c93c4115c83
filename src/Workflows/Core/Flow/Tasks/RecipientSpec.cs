using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Core.Definitions;
using Workflows.Core.Expressions;
using Workflows.Core.Instances;

namespace Workflows.Core.Flow.Tasks;

/// <summary>A receiver as the definition names it: owner, superior, role, person or address.</summary>
/// <param name="Kind">The word in the file; empty when missing.</param>
/// <param name="Value">Role, person or address.</param>
/// <param name="Unit">Unit of a role or whose superiors are meant.</param>
/// <param name="Levels">Tiers above, for a superior; 0 = the unit's own team lead.</param>
internal sealed record RecipientSpec(string Kind, Expression? Value, Expression? Unit, int Levels)
{
    public static readonly string[] Kinds = ["owner", "superior", "role", "person", "address"];

    /// <summary>Who a task can be given to: not to its owner, who has it, nor to an address.</summary>
    public static readonly string[] Takers = ["superior", "role", "person"];

    /// <summary>A list of receivers, or a single one.</summary>
    public static ImmutableArray<RecipientSpec> Read(JsonNode? node) =>
    [
        .. (node is JsonObject one ? [one] : JsonRead.Objects(node)).Select(o =>
        {
            var kind = JsonRead.Text(o, "kind") ?? "";
            var value = o[kind is "owner" or "superior" or "" ? "value" : kind] ?? o["value"];
            return new RecipientSpec(kind, value is null ? null : Expression.ReadLoose(value), o["unit"] is { } unit ? Expression.ReadLoose(unit) : null, JsonRead.Int(o, "levels") ?? 1);
        }),
    ];

    /// <summary>Works out the receivers as they are now.</summary>
    /// <param name="specs">As the definition names them.</param>
    /// <param name="evaluate">Evaluates expressions.</param>
    /// <param name="task">The task whose owner may be meant.</param>
    /// <param name="headerUnit">The instance's unit, when nothing nearer is known.</param>
    public static ImmutableArray<Recipient> Resolve(ImmutableArray<RecipientSpec> specs, Func<Expression?, JsonNode?> evaluate, HumanTask? task, string? headerUnit)
    {
        var recipients = ImmutableArray.CreateBuilder<Recipient>();
        foreach (var spec in specs)
        {
            var value = Conversion.Text(evaluate(spec.Value));
            var unit = Conversion.Text(evaluate(spec.Unit));
            switch (spec.Kind)
            {
                case "owner" when task is not null:
                    recipients.AddRange(Owners(task));
                    break;
                case "superior":
                    recipients.Add(new Recipient(RecipientKind.Superior, null, unit ?? UnitOf(task) ?? headerUnit, spec.Levels));
                    break;
                case "role" when value is not null:
                    recipients.Add(new Recipient(RecipientKind.Role, value, unit));
                    break;
                case "person" when value is not null:
                    recipients.Add(new Recipient(RecipientKind.Person, value));
                    break;
                case "address" when value is not null:
                    recipients.Add(new Recipient(RecipientKind.Address, value));
                    break;
                default:
                    throw new ActivityFaultException($"收件人“{spec.Kind}”无法确定 / the receiver '{spec.Kind}' cannot be worked out");
            }
        }

        return [.. recipients.Distinct()];
    }

    /// <summary>Who has a task: its assignee, or everyone who may take it.</summary>
    public static IEnumerable<Recipient> Owners(HumanTask task) => task.Assignee is { } assignee
        ? [new Recipient(RecipientKind.Person, assignee)]
        : task.Candidates.Select(c => c.PersonId is { } person ? new Recipient(RecipientKind.Person, person) : new Recipient(RecipientKind.Role, c.Role, c.Unit));

    private static string? UnitOf(HumanTask? task) => task?.Candidates.Select(c => c.Unit).FirstOrDefault(u => u is not null);
}
