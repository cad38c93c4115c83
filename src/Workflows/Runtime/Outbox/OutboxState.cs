namespace Workflows.Runtime.Outbox;

/// <summary>Where a wish is in its life. A row goes when the wish is fulfilled. <c>docs/lifecycle.md</c> draws the arrows.</summary>
public enum OutboxState
{
    /// <summary>Waits for its turn, for the first time or after a snooze.</summary>
    Available,

    /// <summary>A pump has it on lease.</summary>
    Running,

    /// <summary>Failed, and waits for the next try.</summary>
    Retryable,

    /// <summary>Given up; an operator must look.</summary>
    Parked,
}
