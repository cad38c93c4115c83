using Host.Tasks;
using Workflows.Core.Instances;

namespace Host.Tests.Tasks;

public sealed class RoundTextsTests
{
    [Fact]
    public void A_vote_says_what_is_needed_and_how_it_stands()
    {
        ApprovalSeat Seat(int number, SeatState state, int weight = 1) => new(number, new Candidate($"p{number}", null, null), weight, [], state);
        var round = new ApprovalRound(new ApprovalRule(ApprovalMode.Vote, Percent: 66.5m), [], [Seat(1, SeatState.Approved, 2), Seat(2, SeatState.Rejected), Seat(3, SeatState.Asked), Seat(4, SeatState.Removed)]);

        Assert.Equal("票签：66.5% 同意即通过", RoundTexts.Mode(round.Rule).Zh);
        Assert.Equal(("4 票中 2 票同意、1 票不同意", "2 of 4 approved, 1 rejected"), (RoundTexts.Tally(round).Zh, RoundTexts.Tally(round).En));
    }

    [Theory]
    [InlineData(ApprovalMode.All, "会签：全部同意")]
    [InlineData(ApprovalMode.Any, "或签：一人同意即可")]
    [InlineData(ApprovalMode.InOrder, "依次审批：按顺序全部同意")]
    public void Each_mode_is_called_by_its_name(ApprovalMode mode, string expected) => Assert.Equal(expected, RoundTexts.Mode(new ApprovalRule(mode)).Zh);
}
