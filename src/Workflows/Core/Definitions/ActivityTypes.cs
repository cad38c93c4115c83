using Workflows.Core.Flow;
using Workflows.Core.Flow.Activities;

namespace Workflows.Core.Definitions;

/// <summary>The types of activity that this engine knows.</summary>
public static class ActivityTypes
{
    /// <summary>Those that it can run; a few more are known only to be refused with a reason.</summary>
    public static IEnumerable<string> Runnable => ActivityKinds.Types.Where(t => ActivityKinds.Find(t) is not RefusedActivity);
}
