using System.Text.Json.Nodes;

namespace Workflows.Core.Definitions;

/// <summary>A variable that a workflow or a container declares.</summary>
/// <param name="Id">Id within the file; outputs refer to it (<c>memoryReference</c>).</param>
/// <param name="Name">Name that expressions use.</param>
/// <param name="TypeName">Elsa's name of the type (<c>String</c>, <c>Int32</c>, <c>Object</c> …); values set are converted to it.</param>
/// <param name="IsArray">Whether it holds a list of that type.</param>
/// <param name="Default">The value at the start, as written in the file.</param>
public sealed record VariableDefinition(string Id, string Name, string TypeName, bool IsArray, JsonNode? Default);

/// <summary>A value that is given at the start.</summary>
/// <param name="Name">Name.</param>
/// <param name="TypeName">Elsa's name of the type.</param>
/// <param name="IsArray">Whether it is a list.</param>
/// <param name="DisplayName">Words for people.</param>
public sealed record InputDefinition(string Name, string TypeName, bool IsArray, string? DisplayName);

/// <summary>A value that the workflow hands out.</summary>
/// <param name="Name">Name.</param>
/// <param name="TypeName">Elsa's name of the type.</param>
/// <param name="IsArray">Whether it is a list.</param>
/// <param name="DisplayName">Words for people.</param>
public sealed record OutputDefinition(string Name, string TypeName, bool IsArray, string? DisplayName);
