using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;
using Workflows.Core;
using Workflows.Core.Forms;

namespace Designer.Forms.Inputs;

/// <summary>What the inputs of all kinds have in common.</summary>
public abstract class FieldInput : ComponentBase
{
    /// <summary>How the field stands.</summary>
    [Parameter, EditorRequired]
    public FieldState State { get; set; } = null!;

    /// <summary>How the input is tied to label, help and problems.</summary>
    [Parameter, EditorRequired]
    public InputWiring Wiring { get; set; } = null!;

    /// <summary>Where changes go.</summary>
    [Parameter, EditorRequired]
    public FieldAddress Address { get; set; }

    /// <summary>The rendered form.</summary>
    [CascadingParameter]
    protected FormSession Session { get; set; } = null!;

    /// <summary>What was typed, when it is text.</summary>
    protected string? Text => State.Input is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    /// <summary>The text in the reader's language.</summary>
    protected string T(LocalizedText text) => Session.T(text);

    /// <summary>Changes the value.</summary>
    protected Task SetAsync(JsonNode? value) => Session.SetAsync(Address, value);

    /// <summary>Changes the value to a text; nothing for an empty one.</summary>
    protected Task SetTextAsync(string? text) => SetAsync(string.IsNullOrEmpty(text) ? null : JsonValue.Create(text));
}
