using System.Text.Json.Serialization;

namespace Workflows.Core.Instances;

/// <summary>How the decisions of several approvers become one.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ApprovalMode>))]
public enum ApprovalMode
{
    /// <summary>会签: everyone is asked at once and everyone must approve.</summary>
    All,

    /// <summary>或签: everyone is asked at once and one is enough.</summary>
    Any,

    /// <summary>依次: one after the other, and everyone must approve.</summary>
    InOrder,

    /// <summary>票签: everyone is asked at once and so much of the weight must approve.</summary>
    Vote,
}

/// <summary>What a round of an approval comes to.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ApprovalVerdict>))]
public enum ApprovalVerdict
{
    /// <summary>同意.</summary>
    Approved,

    /// <summary>不同意.</summary>
    Rejected,
}

/// <summary>When a round is decided.</summary>
/// <param name="Mode">How decisions are put together.</param>
/// <param name="RejectionWaits">Whether a rejection waits for the others instead of deciding at once; a vote always counts.</param>
/// <param name="Percent">For a vote: the share of the weight that must approve, in percent, above 0 and up to 100.</param>
/// <param name="Weight">For a vote: the weight that must approve; stands instead of <paramref name="Percent"/>.</param>
public sealed record ApprovalRule(
    ApprovalMode Mode,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool RejectionWaits = false,
    decimal? Percent = null,
    int? Weight = null)
{
    /// <summary>The verdict as soon as it is certain, whatever those who are still to decide would say; <see langword="null"/> until then.</summary>
    /// <param name="approved">Weight that has approved.</param>
    /// <param name="rejected">Weight that has rejected.</param>
    /// <param name="undecided">Weight that has not decided.</param>
    public ApprovalVerdict? Verdict(int approved, int rejected, int undecided)
    {
        if (Mode == ApprovalMode.Vote)
        {
            var total = approved + rejected + undecided;
            return IsEnough(approved, total) ? ApprovalVerdict.Approved : IsEnough(approved + undecided, total) ? null : ApprovalVerdict.Rejected;
        }

        if (Mode == ApprovalMode.Any && approved > 0)
        {
            return ApprovalVerdict.Approved;
        }

        if (rejected > 0 && (!RejectionWaits || undecided == 0))
        {
            return ApprovalVerdict.Rejected;
        }

        return undecided == 0 ? ApprovalVerdict.Approved : null;
    }

    private bool IsEnough(int approved, int total) => Weight is { } weight ? approved >= weight : approved * 100m >= (Percent ?? 100m) * total;
}
