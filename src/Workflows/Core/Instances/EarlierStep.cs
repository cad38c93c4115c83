namespace Workflows.Core.Instances;

/// <summary>A step that a task can be sent back to.</summary>
/// <param name="ActivityId">Id in the definition.</param>
/// <param name="Title">What it is called.</param>
/// <param name="PersonId">Who did it; <see langword="null"/> = the machine, or several approvers.</param>
/// <param name="At">When it was done.</param>
/// <param name="MayReturnStraight">Whether the flow can come straight back to the task; not from inside a nested container.</param>
public sealed record EarlierStep(string ActivityId, LocalizedText Title, string? PersonId, DateTimeOffset At, bool MayReturnStraight);
