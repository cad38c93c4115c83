using Microsoft.Extensions.Logging.Abstractions;
using Workflows.Runtime.Live;

namespace Workflows.Runtime.Tests;

/// <summary>Pages hear of changes, and a page that fails harms nobody.</summary>
public sealed class ChangeFeedTests
{
    [Fact]
    public void A_subscriber_hears_until_it_leaves_and_one_that_throws_harms_nobody()
    {
        var feed = new ChangeFeed(NullLogger<ChangeFeed>.Instance);
        var heard = new List<string>();
        using var bad = feed.Subscribe(_ => throw new InvalidOperationException("a page is gone"));
        var good = feed.Subscribe(c => heard.Add(c.Topic));

        feed.Publish(new Change("mail"));
        good.Dispose();
        good.Dispose();
        feed.Publish(new Change("imports"));

        Assert.Equal(["mail"], heard);
    }

    [Fact]
    public void The_same_callback_subscribed_twice_is_heard_twice_and_leaves_once_at_a_time()
    {
        var feed = new ChangeFeed(NullLogger<ChangeFeed>.Instance);
        var heard = 0;
        void Count(Change change) => heard++;
        using var first = feed.Subscribe(Count);
        var second = feed.Subscribe(Count);

        second.Dispose();
        feed.Publish(new Change("mail"));

        Assert.Equal(1, heard);
    }
}
