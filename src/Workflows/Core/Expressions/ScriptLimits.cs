namespace Workflows.Core.Expressions;

/// <summary>How much one evaluation of a script may use before it is stopped.</summary>
/// <param name="Time">Wall time of one evaluation. The statement limit normally stops a runaway first, and does so the same way on every machine.</param>
/// <param name="MemoryBytes">Memory one evaluation may allocate, in bytes.</param>
/// <param name="Recursion">Depth of calls.</param>
/// <param name="Statements">Statements of one evaluation.</param>
/// <param name="ArrayLength">Longest array that may be made.</param>
public sealed record ScriptLimits(TimeSpan Time, long MemoryBytes, int Recursion, int Statements, uint ArrayLength)
{
    /// <summary>250 ms, 16 MB, 64 calls deep, 20,000 statements, arrays of 100,000.</summary>
    public static ScriptLimits Default { get; } = new(TimeSpan.FromMilliseconds(250), 16 << 20, 64, 20_000, 100_000);
}
