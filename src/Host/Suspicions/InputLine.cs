using Workflows.Core;

namespace Host.Suspicions;

/// <summary>One input of a rule, for people.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Value">Its value with its unit.</param>
public sealed record InputLine(LocalizedText Label, LocalizedText Value);
