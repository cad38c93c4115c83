namespace Host.Tasks;

/// <summary>A wish to hand a task to somebody.</summary>
/// <param name="ToPersonId">To whom.</param>
/// <param name="Reason">Why; kept in the trail.</param>
public sealed record Transfer(string ToPersonId, string? Reason);
