namespace Workflows.Core.Flow.Activities;

/// <summary>What containers with several children at once share.</summary>
internal static class Containers
{
    /// <summary>Whether a child still runs, waits, is queued, or has failed and may be tried again.</summary>
    public static bool IsBusy(ActivityContext context)
    {
        var self = context.Execution;
        return context.Step.Live.Any(e => e.Parent == self) || context.Step.Queued.Any(w => w.Owner == self);
    }
}
