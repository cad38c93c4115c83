namespace Workflows.Core.Instances;

/// <summary>Why the engine takes a task out of inboxes; a person's reason stands instead where there is one. Stored, so never changed.</summary>
public static class WithdrawalReasons
{
    /// <summary>The flow went another way or ended.</summary>
    public const string NotNeeded = "not needed any more";

    /// <summary>The decisions of the others settled the round.</summary>
    public const string Decided = "decided by the others";

    /// <summary>The flow was sent back.</summary>
    public const string SentBack = "sent back";

    /// <summary>The step before was taken back.</summary>
    public const string TakenBack = "taken back";

    /// <summary>Added signers come first; the task comes again afterwards.</summary>
    public const string OthersFirst = "added signers come first";

    /// <summary>The signer was taken out of the round.</summary>
    public const string Removed = "signer removed";
}
