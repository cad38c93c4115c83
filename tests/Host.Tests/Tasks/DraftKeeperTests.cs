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
    private readonly DraftKeeper _keeper;
    private readonly Guid _task = Guid.CreateVersion7();

    public DraftKeeperTests()
    {
        _keeper = new DraftKeeper(_shelf, _clock, NullLogger<DraftKeeper>.Instance);
        _keeper.Begin(_task, "county-1", 2, null);
    }

    [Fact]
    public void Typing_is_saved_once_it_rests_and_not_before()
    {
        _keeper.Typed(Text("a"));
        _clock.Advance(DraftKeeper.Pause / 2);
        _keeper.Typed(Text("ab"));
        _clock.Advance(DraftKeeper.Pause / 2);
        Assert.Empty(_shelf.Saved);

        _clock.Advance(DraftKeeper.Pause / 2);

        Assert.Equal("ab", Assert.Single(_shelf.Saved).Data["text"]!.GetValue<string>());
        Assert.Equal(_clock.GetUtcNow(), _keeper.SavedAt);
    }

    [Fact]
    public async Task Leaving_the_page_saves_what_is_left()
    {
        _keeper.Typed(Text("unfinished"));

        await _keeper.DisposeAsync();

        Assert.Equal(("unfinished", "county-1", 2), (_shelf.Saved[0].Data["text"]!.GetValue<string>(), _shelf.Saved[0].PersonId, _shelf.Saved[0].FormVersion));
    }

    [Fact]
    public async Task What_is_typed_is_copied_when_it_is_typed()
    {
        var data = Text("as typed");
        _keeper.Typed(data);
        data["text"] = "changed later";

        await _keeper.FlushAsync();

        Assert.Equal("as typed", _shelf.Saved[0].Data["text"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_save_that_fails_loses_nothing_and_is_tried_again()
    {
        _shelf.Fails = true;
        _keeper.Typed(Text("keep me"));
        await _keeper.FlushAsync();
        Assert.True(_keeper.HasFailed);

        _shelf.Fails = false;
        _clock.Advance(TimeSpan.FromSeconds(11));

        Assert.Equal("keep me", Assert.Single(_shelf.Saved).Data["text"]!.GetValue<string>());
        Assert.False(_keeper.HasFailed);
    }

    [Fact]
    public async Task After_the_task_is_done_nothing_typed_before_comes_back()
    {
        _keeper.Typed(Text("late"));
        _keeper.Stop();

        _clock.Advance(DraftKeeper.Pause * 2);
        await _keeper.FlushAsync();

        Assert.Empty(_shelf.Saved);
    }

    [Fact]
    public async Task What_is_typed_while_a_save_runs_is_saved_after_it()
    {
        var door = new TaskCompletionSource();
        _shelf.Door = door.Task;
        _keeper.Typed(Text("first"));
        var saving = _keeper.FlushAsync();
        _keeper.Typed(Text("second"));
        var after = _keeper.FlushAsync();

        door.SetResult();
        await Task.WhenAll(saving, after);

        Assert.Equal(["first", "second"], _shelf.Saved.Select(d => d.Data["text"]!.GetValue<string>()));
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
