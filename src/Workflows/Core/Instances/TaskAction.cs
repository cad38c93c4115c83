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

    /// <summary>委派: ask another person for an opinion.</summary>
    Delegate,

    /// <summary>Give a delegated task back.</summary>
    Resolve,

    /// <summary>加签: add signers.</summary>
    AddSigners,

    /// <summary>驳回: send the flow back.</summary>
    SendBack,

    /// <summary>催办: ask to hurry.</summary>
    Urge,
}
