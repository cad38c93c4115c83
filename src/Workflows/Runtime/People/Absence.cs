namespace Workflows.Runtime.People;

/// <summary>代理: somebody is away, and another acts for them meanwhile.</summary>
/// <param name="Id">Unique.</param>
/// <param name="PersonId">Who is away.</param>
/// <param name="SubstituteId">Who acts for them. A substitution is not handed on: who is the substitute of a substitute gets nothing of it.</param>
/// <param name="DefinitionId">The one workflow that it is for; <see langword="null"/> = all.</param>
/// <param name="From">The first instant.</param>
/// <param name="Until">The end, which lies outside.</param>
/// <param name="Reason">Why, for those who look at the list.</param>
public sealed record Absence(Guid Id, string PersonId, string SubstituteId, string? DefinitionId, DateTimeOffset From, DateTimeOffset Until, string? Reason)
{
    /// <summary>Whether it holds at an instant.</summary>
    public bool Holds(DateTimeOffset at) => From <= at && at < Until;
}
