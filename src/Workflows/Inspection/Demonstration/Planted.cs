namespace Workflows.Inspection.Demonstration;

/// <summary>What the generator planted: the truth that screening is measured by. It is never part of the drop.</summary>
/// <param name="Kind"><c>customer</c>, <c>area</c> or <c>area-pair</c>.</param>
/// <param name="Subject">Customer number, area number, or <c>A|B</c> with the smaller number first.</param>
/// <param name="Theme">Code of the rule that should find it.</param>
/// <param name="AreaNo">Area of a customer; the subject itself otherwise.</param>
/// <param name="From">First day on which it shows; <see langword="null"/> = all along.</param>
/// <param name="Note">What was done, for people.</param>
public sealed record Planted(string Kind, string Subject, string Theme, string AreaNo, DateOnly? From, string Note);
