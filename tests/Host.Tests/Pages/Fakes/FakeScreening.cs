using System.Collections.Immutable;
using Workflows.Core;
using Workflows.Inspection.Screening;

namespace Host.Tests.Pages.Fakes;

/// <summary>A screening that ends when the test says so.</summary>
public sealed class FakeScreening : IScreening
{
    public TaskCompletionSource<ScreeningResult> Result { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource Begun { get; } = new();

    public IReadOnlyList<ScreeningRule> Rules { get; } =
        [new("LL-05", "loss", new LocalizedText("线损突变", "Loss step"), 1, "line-loss", 4, "用检", true, ImmutableDictionary<string, double>.Empty, new LocalizedText("查表计", "Look at the meter"))];

    public Task<ScreeningResult> RunAsync(string startedBy, IProgress<ScreeningProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        progress?.Report(new ScreeningProgress(3, 15, "LL-05"));
        Begun.TrySetResult();
        return Result.Task.WaitAsync(cancellationToken);
    }
}
