namespace Workflows.Core.Definitions;

/// <summary>撤回: until when the starter of an instance may call it off (<c>customProperties.closedLoop.withdraw</c>).</summary>
public enum WithdrawalPolicy
{
    /// <summary>Until somebody else has decided something.</summary>
    UntilDecided,

    /// <summary>As long as it runs.</summary>
    Always,

    /// <summary>Not at all.</summary>
    Never,
}
