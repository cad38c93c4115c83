namespace Designer.Editing.Outlines;

/// <summary>What a step is to a person who looks at the drawing; many activity types share one kind.</summary>
public enum DiagramNodeKind
{
    /// <summary>Where the flow begins.</summary>
    Start,

    /// <summary>Where it ends.</summary>
    End,

    /// <summary>A person does something.</summary>
    HumanTask,

    /// <summary>The flow chooses a way.</summary>
    Decision,

    /// <summary>The flow goes several ways at once.</summary>
    Fork,

    /// <summary>Several ways come together.</summary>
    Join,

    /// <summary>A mail is sent.</summary>
    Mail,

    /// <summary>The flow waits for a time.</summary>
    Timer,

    /// <summary>The flow waits for an event, or tells one.</summary>
    Event,

    /// <summary>The machine works: a screening, child tickets, a task of the outside world.</summary>
    Work,

    /// <summary>A value is computed or noted.</summary>
    Note,

    /// <summary>Several steps in one box: a sequence, a loop, a branch.</summary>
    Group,

    /// <summary>A type that this product does not know; kept and shown as such.</summary>
    Unknown,
}
