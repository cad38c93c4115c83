namespace Workflows.Core.Instances;

/// <summary>What a person can do with a task.</summary>
public enum TaskAction
{
    /// <summary>Complete it.</summary>
    Complete,

    /// <summary>认领: take it out of the pool.</summary>
    Claim,

    /// <summary>释放: put it back.</summary>
    Release,

    /// <summary>转办: hand it over.</summary>
    Transfer,
}
