using Host.Jobs;
using Microsoft.Extensions.Time.Testing;
using Workflows.Core.Organisation;

namespace Host.Tests.Pages;

public sealed class JobSlotTests
{
    private static readonly Actor Somebody = new("prefecture", "市公司专责", []);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 6, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_job_ends_with_its_result_and_can_be_found_by_whoever_looks_later()
    {
        await using var slot = Slot();

        Assert.True(slot.TryStart("drop-1", Somebody, (_, _) => Task.FromResult("12 rows")));
        await slot.Idle;

        Assert.Equal(JobState.Done, slot.Current!.State);
        Assert.Equal("12 rows", slot.Current.Result);
        Assert.Equal("市公司专责", slot.Current.ByName);
    }

    [Fact]
    public async Task Only_one_job_runs_at_a_time()
    {
        await using var slot = Slot();
        var gate = new TaskCompletionSource<string>();
        slot.TryStart("first", Somebody, (_, _) => gate.Task);

        Assert.False(slot.TryStart("second", Somebody, (_, _) => Task.FromResult("never")));
        gate.SetResult("done");
        await slot.Idle;

        Assert.Equal("first", slot.Current!.Name);
        Assert.True(slot.TryStart("second", Somebody, (_, _) => Task.FromResult("now")));
        await slot.Idle;
        Assert.Equal("now", slot.Current.Result);
    }

    [Fact]
    public async Task Cancelling_ends_the_job_as_cancelled_and_frees_the_slot()
    {
        await using var slot = Slot();
        var running = new TaskCompletionSource();
        slot.TryStart("drop", Somebody, async (_, token) =>
        {
            running.SetResult();
            await UntilCancelled(token);
            return "never";
        });
        await running.Task;

        slot.Cancel();
        await slot.Idle;

        Assert.Equal(JobState.Cancelled, slot.Current!.State);
        Assert.True(slot.TryStart("next", Somebody, (_, _) => Task.FromResult("ok")));
    }

    [Fact]
    public async Task A_failure_is_told_in_words_and_frees_the_slot()
    {
        await using var slot = Slot();
        slot.TryStart("drop", Somebody, (_, _) => throw new InvalidDataException("not a zip"));
        await slot.Idle;

        Assert.Equal(JobState.Failed, slot.Current!.State);
        Assert.Equal("explained: not a zip", slot.Current.Problem);
        Assert.True(slot.TryStart("next", Somebody, (_, _) => Task.FromResult("ok")));
    }

    [Fact]
    public async Task Progress_is_always_kept_but_told_at_most_five_times_a_second()
    {
        await using var slot = Slot();
        var told = 0;
        slot.Changed += () => told++;
        slot.TryStart("drop", Somebody, (progress, _) =>
        {
            Assert.Equal(1, told); // the start
            for (var i = 0; i < 100; i++)
            {
                progress.Report($"{i}");
            }

            Assert.Equal(2, told);
            _time.Advance(TimeSpan.FromMilliseconds(200));
            progress.Report("last");
            Assert.Equal(3, told);
            return Task.FromResult("ok");
        });
        await slot.Idle;

        Assert.Equal(JobState.Done, slot.Current!.State);
        Assert.Equal("last", slot.Current.Progress);
        Assert.Equal(4, told);
    }

    [Fact]
    public async Task The_start_is_told_before_the_work_begins()
    {
        await using var slot = Slot();
        var order = new List<string>();
        slot.Changed += () =>
        {
            if (slot.Current!.IsRunning)
            {
                Task.Run(() => { }).GetAwaiter().GetResult(); // what was given to the pool before this has begun
                order.Add("told");
            }
        };

        slot.TryStart("drop", Somebody, (_, _) =>
        {
            order.Add("begun");
            return Task.FromResult("ok");
        });
        await slot.Idle;

        Assert.Equal(["told", "begun"], order);
    }

    [Fact]
    public async Task Stopping_the_host_stops_the_job_and_waits_for_it()
    {
        var slot = Slot();
        var running = new TaskCompletionSource();
        var cleaned = false;
        slot.TryStart("drop", Somebody, async (_, token) =>
        {
            running.SetResult();
            try
            {
                await UntilCancelled(token);
            }
            finally
            {
                cleaned = true;
            }

            return "never";
        });
        await running.Task;

        await slot.DisposeAsync();

        Assert.True(cleaned);
    }

    private static Task UntilCancelled(CancellationToken token)
    {
        var never = new TaskCompletionSource();
        token.Register(() => never.SetCanceled(token));
        return never.Task;
    }

    private JobSlot<string, string> Slot() => new(_time, exception => $"explained: {exception.Message}");
}
