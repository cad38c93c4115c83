using Host.Suspicions;
using Workflows.Core;
using Workflows.Inspection.Suspicions;

namespace Host.Tests.Pages;

public sealed class SelectionTests
{
    private readonly Selection _selection = new();

    [Fact]
    public void Keeps_the_order_of_ticking_even_after_one_was_unticked()
    {
        var (a, b, c) = (Pooled(), Pooled(), Pooled());
        _selection.Set(c, true);
        _selection.Set(a, true);
        _selection.Set(c, false);
        _selection.Set(b, true);
        _selection.Set(c, true);

        Assert.Equal([a.Id, b.Id, c.Id], _selection.Ids);
    }

    [Fact]
    public void What_is_decided_already_cannot_be_ticked()
    {
        _selection.Set(Pooled() with { State = SuspicionState.Dismissed }, true);

        Assert.Equal(0, _selection.Count);
    }

    [Fact]
    public void Ticking_twice_is_ticking_once()
    {
        var one = Pooled();
        _selection.Set(one, true);
        _selection.Set(one, true);

        Assert.Equal([one.Id], _selection.Ids);
    }

    [Fact]
    public void A_budget_replaces_the_selection()
    {
        _selection.Set(Pooled(), true);
        Guid[] covered = [Guid.NewGuid(), Guid.NewGuid()];

        _selection.Replace(covered);

        Assert.Equal(covered, _selection.Ids);
    }

    private static Suspicion Pooled() => new()
    {
        Id = Guid.NewGuid(),
        RunId = Guid.Empty,
        Kind = SuspicionKind.Customer,
        Theme = "LL-05",
        Score = 1,
        Explanation = LocalizedText.Same("x"),
        FoundAt = DateTimeOffset.UnixEpoch,
    };
}
