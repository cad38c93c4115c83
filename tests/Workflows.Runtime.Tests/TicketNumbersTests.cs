using Workflows.Runtime.Instances;

namespace Workflows.Runtime.Tests;

public sealed class TicketNumbersTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);

    [Fact]
    public async Task Starts_that_lose_their_numbers_together_get_different_new_ones()
    {
        var store = new Series();
        using var numbers = new TicketNumbers(store);
        var lost = new List<TakenNumber>();
        for (var i = 0; i < 10; i++)
        {
            lost.Add(await numbers.NextAsync("JC", Today, default));
        }

        store.Last = 10; // another process has committed all of them
        var next = new List<long>();
        foreach (var number in lost)
        {
            await numbers.ForgetAsync(number, default);
            next.Add((await numbers.NextAsync("JC", Today, default)).Value);
        }

        Assert.Equal(Enumerable.Range(11, 10).Select(n => (long)n), next);
    }

    [Fact]
    public async Task A_number_that_was_not_used_is_given_to_the_next_start_unless_a_later_one_is_out()
    {
        using var numbers = new TicketNumbers(new Series());
        var first = await numbers.NextAsync("JC", Today, default);
        await numbers.GiveBackAsync(first, default);
        Assert.Equal(first, await numbers.NextAsync("JC", Today, default));

        var second = await numbers.NextAsync("JC", Today, default);
        await numbers.GiveBackAsync(first, default);
        Assert.Equal(second.Value + 1, (await numbers.NextAsync("JC", Today, default)).Value);
    }

    private sealed class Series : INumberStore
    {
        public long Last { get; set; }

        public Task<long> LastAsync(string series, CancellationToken cancellationToken = default) => Task.FromResult(Last);
    }
}
