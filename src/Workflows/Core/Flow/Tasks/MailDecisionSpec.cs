using System.Text.Json.Nodes;
using Workflows.Core.Checks;
using Workflows.Core.Definitions;
using Workflows.Core.Expressions;
using Workflows.Core.Instances;

namespace Workflows.Core.Flow.Tasks;

/// <summary>The member <c>decideByMail</c> of a human step: words or expressions, so that the policy may follow from an amount.</summary>
/// <param name="Link">Names a <see cref="LinkPolicy"/>; <see langword="null"/> = sign-in only.</param>
/// <param name="Reply">Names a <see cref="ReplyPolicy"/>; <see langword="null"/> = never.</param>
internal sealed record MailDecisionSpec(Expression? Link, Expression? Reply)
{
    public static MailDecisionSpec? Read(JsonNode? node) => node is JsonObject json
        ? new MailDecisionSpec(Loose(json["link"]), Loose(json["reply"]))
        : null;

    public MailDecision Evaluate(ActivityContext context) => new(Word<LinkPolicy>(context, Link), Word<ReplyPolicy>(context, Reply));

    public void Check(ActivityChecks checks)
    {
        Check<LinkPolicy>(checks, "link", Link);
        Check<ReplyPolicy>(checks, "reply", Reply);
    }

    private static Expression? Loose(JsonNode? node) => node is null ? null : Expression.ReadLoose(node);

    /// <summary>A word that means nothing stops the step: guessing a policy would be guessing who may decide.</summary>
    private static T Word<T>(ActivityContext context, Expression? expression)
        where T : struct, Enum
    {
        if (expression is null)
        {
            return default;
        }

        var text = Conversion.Text(context.Evaluate(expression));
        return Enum.GetNames<T>().FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } name
            ? Enum.Parse<T>(name)
            : throw new ActivityFaultException($"decideByMail“{text}”无效，应为 {string.Join("、", Enum.GetNames<T>())} / decideByMail '{text}' is not valid; write {string.Join(", ", Enum.GetNames<T>())}");
    }

    private static void Check<T>(ActivityChecks checks, string member, Expression? expression)
        where T : struct, Enum
    {
        if (expression is { Kind: ExpressionKind.Literal })
        {
            checks.OneOf($"decideByMail.{member}", expression.Text, Enum.GetNames<T>());
        }
        else if (expression is not null)
        {
            checks.Expression(expression);
        }
    }
}
