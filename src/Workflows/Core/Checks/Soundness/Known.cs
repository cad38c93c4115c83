using System.Collections.Immutable;

namespace Workflows.Core.Checks.Soundness;

/// <summary>What the decisions on a way have told of the data so far.</summary>
/// <param name="Answers">How conditions came out that tell something of others, by <see cref="Condition.Key"/>.</param>
/// <param name="AskedBy">By which step a variable was last asked about freely.</param>
/// <param name="IsDoubtful">Whether two steps asked about the same variable freely: their answers may exclude each other, so that the way may never be gone.</param>
internal sealed record Known(
    ImmutableSortedDictionary<string, (bool Holds, string NodeId, Condition Condition)> Answers,
    ImmutableSortedDictionary<string, string> AskedBy,
    bool IsDoubtful)
{
    public static readonly Known Nothing = new(
        ImmutableSortedDictionary.Create<string, (bool, string, Condition)>(StringComparer.Ordinal), ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal), IsDoubtful: false);

    /// <summary>The same for two that say the same.</summary>
    public string Signature => $"{string.Join(',', Answers.Select(a => $"{a.Key}={a.Value.Holds}@{a.Value.NodeId}"))};{string.Join(',', AskedBy.Select(a => $"{a.Key}@{a.Value}"))};{IsDoubtful}";

    /// <summary>How a condition must come out; <see langword="null"/> = either way. A step that asks again is answered afresh: a loop is left some day.</summary>
    public bool? Implies(Condition condition, string nodeId)
    {
        if (!condition.IsSteady)
        {
            return null;
        }

        foreach (var (key, (holds, by, other)) in Answers.Where(a => a.Value.NodeId != nodeId))
        {
            if (key == condition.Key)
            {
                return holds != condition.IsNegated;
            }

            if (holds && ((other.Subject is not null && other.Subject == condition.Subject) || key == condition.Opposite))
            {
                return condition.IsNegated;
            }
        }

        return null;
    }

    /// <summary>A condition came out freely.</summary>
    public Known With(Condition condition, bool isRelated, string nodeId, bool holds)
    {
        var doubt = IsDoubtful || condition.Reads.Any(r => AskedBy.TryGetValue(r, out var by) && by != nodeId);
        return new Known(
            isRelated ? Answers.SetItem(condition.Key, (holds != condition.IsNegated, nodeId, condition)) : Answers,
            doubt ? AskedBy.Clear() : AskedBy.SetItems(condition.Reads.Select(r => KeyValuePair.Create(r, nodeId))),
            doubt);
    }

    /// <summary>A step has written variables: what was known of them is known no more.</summary>
    public Known Without(ImmutableHashSet<string> written) => written switch
    {
        { IsEmpty: true } => this,
        _ when written.Contains(Condition.Anything) => Nothing with { IsDoubtful = IsDoubtful },
        _ => this with { Answers = Answers.RemoveRange(Answers.Where(a => a.Value.Condition.Reads.Overlaps(written)).Select(a => a.Key)), AskedBy = AskedBy.RemoveRange(written) },
    };
}
