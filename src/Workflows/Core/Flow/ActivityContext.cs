using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Core.Definitions;
using Workflows.Core.Expressions;
using Workflows.Core.Instances;

namespace Workflows.Core.Flow;

/// <summary>What an activity sees of the step it runs in.</summary>
internal readonly struct ActivityContext
{
    /// <summary>How many items stand for many: what happens with two side by side happens with more.</summary>
    private const int MostItems = 2;

    public ActivityContext(Step step, Execution execution)
    {
        Step = step;
        Execution = execution;
    }

    public Step Step { get; }

    public Execution Execution { get; }

    public ActivityNode Node => Execution.Node;

    /// <summary>Whether the instance was started by this very trigger, so that it need not wait for it. Holds once: in a loop the trigger waits the next time.</summary>
    public bool TakeTrigger() => Step.TakeTrigger(Node.Id);

    /// <summary>How the activity is to be begun when the flow has come back to it; <see langword="null"/> = afresh. Holds once.</summary>
    public Again? TakeAgain() => GoingBack.TakeAgain(Execution);

    public ExpressionScope Scope => Step.ScopeOf(Execution);

    public void Complete() => Step.Complete(Execution, Outcomes.Done);

    public void Complete(string outcome) => Step.Complete(Execution, [outcome]);

    public void Complete(IReadOnlyList<string> outcomes) => Step.Complete(Execution, outcomes);

    /// <summary>Puts a child at the end of the queue; without one, this behaves as if it had completed at once.</summary>
    public void Schedule(ActivityNode? child, JsonObject? variables = null)
    {
        if (child is null)
        {
            Step.Count(Execution);
            Node.Kind!.ChildCompleted(this, Execution, Outcomes.Done);
        }
        else
        {
            Step.Schedule(child, Execution, variables);
        }
    }

    public JsonNode? Value(string input) => Evaluate(Node.Input(input)) ?? RawValue(input);

    /// <summary>Evaluates an input by an expression that need not be a member of the activity.</summary>
    public JsonNode? Evaluate(Expression? expression)
    {
        if (expression is null || (Step.Context.Explorer is not null && !IsPlain(expression)))
        {
            return null;
        }

        try
        {
            return Evaluator.Evaluate(expression, Scope);
        }
        catch (ActivityFaultException e)
        {
            throw new ActivityFaultException(e.Message, e);
        }
    }

    /// <summary>Evaluates an expression that sees more variables than the activity does.</summary>
    public JsonNode? Evaluate(Expression? expression, JsonObject variables) =>
        new ActivityContext(Step, new Execution(Guid.Empty, Node, Execution, variables)).Evaluate(expression);

    public string? Text(string input) => Conversion.Text(Value(input));

    public bool Boolean(string input) => Explored(Node.Input(input)) ?? Conversion.Boolean(Value(input));

    /// <summary>Whether a condition holds; one that is missing does not.</summary>
    public bool Holds(Expression? condition) => Explored(condition) ?? Conversion.Boolean(Evaluate(condition));

    /// <summary>The items of a list.</summary>
    public JsonArray Items(string input) => Step.Context.Explorer is { } explorer
        ? [.. Enumerable.Range(0, explorer.Choose(this, MostItems + 1)).Select(i => JsonNumber.Of(i))] // none, one, several
        : Conversion.Items(Value(input));

    public int? Integer(string input) => Conversion.Integer(Value(input));

    /// <summary>Hands out an output: to the variable it is bound to, and to scripts that ask for it.</summary>
    public void Output(string name, JsonNode? value)
    {
        if (JsonRead.Member(Node.Json, name) is JsonObject output && output["memoryReference"] is JsonObject reference && JsonRead.Text(reference, "id") is { Length: > 0 } id)
        {
            Step.SetBound(Execution, id, value);
        }

        Step.RememberOutput(Node, name, value);
    }

    public Bookmark Wait(BookmarkKind kind, string? name = null, string? correlationId = null) => Step.Wait(Execution, kind, name, correlationId);

    public void WaitUntil(DateTimeOffset due, string purpose)
    {
        var bookmark = Wait(BookmarkKind.Timer);
        Step.StartTimer(bookmark.Id, null, due, purpose);
    }

    /// <summary>Has the host do something and waits for its result.</summary>
    /// <param name="input">What it is to be done with.</param>
    /// <param name="work">What is to be done; <see langword="null"/> = what the activity's type says.</param>
    public void WaitForWork(JsonObject input, string? work = null)
    {
        var bookmark = Wait(BookmarkKind.Work);
        Step.Effects.Add(new DoWork(Step.NewId(), work ?? Node.Type, bookmark.Id, input));
    }

    /// <summary>What an explorer says of a condition; <see langword="null"/> when there is none, or when the condition is a plain value.</summary>
    private bool? Explored(Expression? condition) =>
        Step.Context.Explorer is { } explorer && (condition is null || !IsPlain(condition)) ? explorer.Holds(this, condition) : null;

    private static bool IsPlain(Expression expression) => expression.Kind is ExpressionKind.Literal or ExpressionKind.Json;

    /// <summary>A member that stands in the file as a plain value although Elsa wraps it.</summary>
    private JsonNode? RawValue(string input) => JsonRead.Member(Node.Json, input) is { } raw and (JsonValue or JsonArray) ? raw : null;
}

/// <summary>Common outcomes.</summary>
internal static class Outcomes
{

    public static IReadOnlyList<string> Done { get; } = ["Done"];
}
