namespace Workflows.Core.Expressions;

/// <summary>How much one evaluation of a script may use before it is stopped.</summary>
/// <param name="Time">
/// Wall time of one evaluation. The statement limit normally stops a runaway first, and does so the same way on every machine; this one is for
/// work inside a single statement, and is wide, so that a busy or cold machine does not fail a script that is well.
/// </param>
/// <param name="MemoryBytes">Memory one evaluation may allocate, in bytes.</param>
/// <param name="Recursion">Depth of calls.</param>
/// <param name="Statements">Statements of one evaluation.</param>
/// <param name="ArrayLength">Longest array that may be made.</param>
public sealed record ScriptLimits(TimeSpan Time, long MemoryBytes, int Recursion, int Statements, uint ArrayLength)
{
    /// <summary>5 s, 16 MB, 64 calls deep, 20,000 statements, arrays of 100,000.</summary>
    public static ScriptLimits Default { get; } = new(TimeSpan.FromSeconds(5), 16 << 20, 64, 20_000, 100_000);
}
