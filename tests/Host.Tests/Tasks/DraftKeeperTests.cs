using System.Text.Json.Nodes;
using Host.Tasks;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Workflows.Runtime.Drafts;

namespace Host.Tests.Tasks;

public sealed class DraftKeeperTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 23, 6, 0, 0, TimeSpan.Zero));
    private readonly Shelf _shelf = new();
    private readonly Guid _task = Guid.CreateVersion7();

    [Fact]
    public async Task Typing_is_saved_once_it_rests_and_not_before()
    {
        await using var keeper = Begin();
        keeper.Typed(Text("a"));
        _clock.Advance(DraftKeeper.Pause / 2);
        keeper.Typed(Text("ab"));
        _clock.Advance(DraftKeeper.Pause / 2);
        Assert.Empty(_shelf.Saved);

        _clock.Advance(DraftKeeper.Pause / 2);

        Assert.Equal("ab", Assert.Single(_shelf.Saved).Data["text"]!.GetValue<string>());
        Assert.Equal(_clock.GetUtcNow(), keeper.SavedAt);
    }

    [Fact]
    public async Task Leaving_the_page_saves_what_is_left()
    {
        await using var keeper = Begin();
        keeper.Typed(Text("unfinished"));

        await keeper.DisposeAsync();

        Assert.Equal(("unfinished", "county-1", 2), (_shelf.Saved[0].Data["text"]!.GetValue<string>(), _shelf.Saved[0].PersonId, _shelf.Saved[0].FormVersion));
    }

    [Fact]
    public async Task What_is_typed_is_copied_when_it_is_typed()
    {
        await using var keeper = Begin();
        var data = Text("as typed");
        keeper.Typed(data);
        data["text"] = "changed later";

        await keeper.FlushAsync();

        Assert.Equal("as typed", _shelf.Saved[0].Data["text"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_save_that_fails_loses_nothing_and_is_tried_again()
    {
        await using var keeper = Begin();
        _shelf.Fails = true;
        keeper.Typed(Text("keep me"));
        await keeper.FlushAsync();
        Assert.True(keeper.HasFailed);

        _shelf.Fails = false;
        _clock.Advance(TimeSpan.FromSeconds(11));

        Assert.Equal("keep me", Assert.Single(_shelf.Saved).Data["text"]!.GetValue<string>());
        Assert.False(keeper.HasFailed);
    }

    [Fact]
    public async Task After_the_task_is_done_nothing_typed_before_comes_back()
    {
        await using var keeper = Begin();
        keeper.Typed(Text("late"));
        keeper.Stop();

        _clock.Advance(DraftKeeper.Pause * 2);
        await keeper.FlushAsync();

        Assert.Empty(_shelf.Saved);
    }

    [Fact]
    public async Task What_is_typed_while_a_save_runs_is_saved_after_it()
    {
        await using var keeper = Begin();
        var door = new TaskCompletionSource();
        _shelf.Door = door.Task;
        keeper.Typed(Text("first"));
        var saving = keeper.FlushAsync();
        keeper.Typed(Text("second"));
        var after = keeper.FlushAsync();

        door.SetResult();
        await Task.WhenAll(saving, after);

        Assert.Equal(["first", "second"], _shelf.Saved.Select(d => d.Data["text"]!.GetValue<string>()));
    }

    private DraftKeeper Begin()
    {
        var keeper = new DraftKeeper(_shelf, _clock, NullLogger<DraftKeeper>.Instance);
        keeper.Begin(_task, "county-1", 2, null);
        return keeper;
    }

    private static JsonObject Text(string text) => new() { ["text"] = text };

    private sealed class Shelf : IDraftStore
    {
        public List<Draft> Saved { get; } = [];

        public bool Fails { get; set; }

        public Task Door { get; set; } = Task.CompletedTask;

        public Task<Draft?> FindAsync(Guid taskId, string personId, CancellationToken cancellationToken = default) => Task.FromResult(Saved.LastOrDefault());

        public async Task SaveAsync(Draft draft, CancellationToken cancellationToken = default)
        {
            await Door;
            if (Fails)
            {
                throw new IOException("The disk is full.");
            }

            Saved.Add(draft);
        }

        public Task DeleteAsync(Guid taskId, string personId, CancellationToken cancellationToken = default) => Task.CompletedTask;
    }
}
