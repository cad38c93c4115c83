namespace Workflows.Core.Flow.Activities;

/// <summary>What a join waits for.</summary>
internal enum FlowJoinMode
{
    /// <summary>The first token; what still waits in other branches is cancelled.</summary>
    WaitAny,

    /// <summary>A token from every connection.</summary>
    WaitAll,

    /// <summary>A token from every connection that can still bring one.</summary>
    WaitAllActive,
}
