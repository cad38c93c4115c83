using System.Text.Json.Nodes;
using Designer.Editing.Text;
using Workflows.Core;

namespace Designer.Editing.Forms;

/// <summary>A change to a form.</summary>
public abstract record FormEdit : INamedEdit
{
    /// <inheritdoc/>
    public abstract LocalizedText Name { get; }

    /// <summary>Does it to a copy, which is thrown away when it is refused.</summary>
    /// <returns>Why not; <see langword="null"/> when it is done.</returns>
    internal abstract Refusal? Apply(JsonObject form);
}
