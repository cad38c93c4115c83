using System.Text.Json.Nodes;

namespace Workflows.Core.Forms;

/// <summary>A form in the product's own JSON format (<c>docs/forms.md</c>).</summary>
public sealed class FormDefinition
{
    /// <summary>Key within its package: the file name without extension.</summary>
    public required string Key { get; init; }

    /// <summary>Version, from 1; grows when the form's content changes between package versions.</summary>
    public required int Version { get; init; }

    /// <summary>What the form is called.</summary>
    public required LocalizedText Title { get; init; }

    /// <summary>The file as read.</summary>
    public required JsonObject Source { get; init; }
}
