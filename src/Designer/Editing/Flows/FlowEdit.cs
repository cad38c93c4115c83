using Workflows.Core;

namespace Designer.Editing.Flows;

/// <summary>A change to a flow that somebody means: it can be named, undone, and made again on top of what another person has done meanwhile.</summary>
public abstract record FlowEdit
{
    /// <summary>What it does, in a few words: <i>Undo "Move"</i>.</summary>
    public abstract LocalizedText Name { get; }

    /// <summary>Does it to a copy, which is thrown away when it is refused.</summary>
    /// <returns>Why not; <see langword="null"/> when it is done.</returns>
    internal abstract Refusal? Apply(FlowChange flow);
}
