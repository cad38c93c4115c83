using System.Globalization;
using Host.Shell.Parts;
using Workflows.Core;
using Workflows.Core.Instances;

namespace Host.Tasks;

/// <summary>The words of a round.</summary>
public static class RoundTexts
{
    /// <summary>How the decisions are put together.</summary>
    public static LocalizedText Mode(ApprovalRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return rule.Mode switch
        {
            ApprovalMode.Any => new("或签：一人同意即可", "Any: one approval is enough"),
            ApprovalMode.InOrder => new("依次审批：按顺序全部同意", "In order: one after the other, all must approve"),
            ApprovalMode.Vote when rule.Weight is { } weight => new($"票签：同意的权重达到 {weight}", $"Vote: a weight of {weight} must approve"),
            ApprovalMode.Vote => new($"票签：{Percent(rule)}% 同意即通过", $"Vote: {Percent(rule)}% must approve"),
            _ => new("会签：全部同意", "All: everyone must approve"),
        };
    }

    /// <summary>How it stands, in numbers: weights in a vote that has some, else heads.</summary>
    public static LocalizedText Tally(ApprovalRound round)
    {
        ArgumentNullException.ThrowIfNull(round);
        var (approved, rejected, total) = (round.Weigh(s => s.State == SeatState.Approved), round.Weigh(s => s.State == SeatState.Rejected), round.Weigh(_ => true));
        return new($"{total} 票中 {approved} 票同意、{rejected} 票不同意", $"{approved} of {total} approved, {rejected} rejected");
    }

    /// <summary>Where a seat stands.</summary>
    public static (LocalizedText Text, Tone Tone) Of(ApprovalSeat seat)
    {
        ArgumentNullException.ThrowIfNull(seat);
        return seat.State switch
        {
            SeatState.Approved => (new("同意", "approved"), Tone.Good),
            SeatState.Rejected => (new("不同意", "rejected"), Tone.Bad),
            SeatState.Asked => (new("审批中", "being asked"), Tone.Warning),
            SeatState.Removed => (new("已减签", "taken out"), Tone.Neutral),
            _ => (new("等待前面的人", "waits for others"), Tone.Neutral),
        };
    }

    private static string Percent(ApprovalRule rule) => (rule.Percent ?? 100m).ToString("0.##", CultureInfo.InvariantCulture);
}
