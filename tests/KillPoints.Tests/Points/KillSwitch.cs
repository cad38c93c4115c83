namespace KillPoints.Tests.Points;

/// <summary>Counts the places where a process may die, and holds a day at one of them for its death.</summary>
/// <param name="deadly">The place, from 1; <see langword="null"/> = none, and the places are listed.</param>
internal sealed class KillSwitch(int? deadly)
{
    private static readonly ManualResetEventSlim Never = new(false);

    private readonly Lock _gate = new();
    private readonly List<string> _passed = [];
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the deadly place is reached. From then on the day does nothing any more: it stands there until the process is killed.</summary>
    public Task Reached => _reached.Task;

    /// <summary>What was passed so far, in order.</summary>
    public IReadOnlyList<string> Passed
    {
        get
        {
            lock (_gate)
            {
                return [.. _passed];
            }
        }
    }

    /// <summary>A place between two things that the world can tell apart.</summary>
    /// <param name="place">What comes or has just been, for people.</param>
    public void Pass(string place)
    {
        lock (_gate)
        {
            _passed.Add(place);
            if (_passed.Count == deadly)
            {
                _reached.SetResult();
                Never.Wait(); // with the gate: whoever else comes by stands here too
            }
        }
    }
}
