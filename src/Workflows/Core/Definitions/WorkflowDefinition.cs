using System.Text.Json.Nodes;

namespace Workflows.Core.Definitions;

/// <summary>A definition in Elsa 3's format, read once and never changed. Unknown members are kept.</summary>
public sealed class WorkflowDefinition
{
    /// <summary>Stable id across versions (<c>definitionId</c> of the file).</summary>
    public required string DefinitionId { get; init; }

    /// <summary>Version number, from 1.</summary>
    public required int Version { get; init; }

    /// <summary>Name for people.</summary>
    public required string Name { get; init; }

    /// <summary>The whole file as read; writing it back loses nothing.</summary>
    public required JsonObject Source { get; init; }
}
