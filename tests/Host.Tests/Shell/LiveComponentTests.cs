using Host.Shell.Parts;
using Host.Tests.Pages;

namespace Host.Tests.Shell;

/// <summary>Components that read what others change.</summary>
public sealed class LiveComponentTests : StaffPageTest
{
    [Fact]
    public async Task A_reading_that_goes_on_after_its_reader_has_left_is_told_to_stop_and_does_not_fail()
    {
        var reading = Show<Reading>().Instance;
        await DisposeComponentsAsync();

        reading.Answer.SetResult();

        Assert.True(await reading.WasToldToStop);
    }

    private sealed class Reading : LiveComponent
    {
        public TaskCompletionSource Answer { get; } = new();

        public Task<bool> WasToldToStop { get; private set; } = Task.FromResult(false);

        protected override Task LoadAsync(CancellationToken cancellationToken) => WasToldToStop = ReadAsync();

        private async Task<bool> ReadAsync()
        {
            await Answer.Task;
            return Gone.IsCancellationRequested;
        }
    }
}
