namespace Workflows.Core.Expressions;

/// <summary>A script's value cannot be written as JSON: it is a function, nests in itself, or is too large.</summary>
internal sealed class ScriptValueException(string message) : Exception(message);
