namespace Designer.Editing.Flows;

/// <summary>The shelves of the palette.</summary>
public enum StepGroup
{
    /// <summary>What people do.</summary>
    People,

    /// <summary>Which way the flow goes.</summary>
    Ways,

    /// <summary>What the system does.</summary>
    System,

    /// <summary>Everything else of the engine.</summary>
    Advanced,
}
