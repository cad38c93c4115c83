namespace Host.Demonstration;

/// <summary>
/// Making a hundred password hashes takes some seconds on first start. Until they are made, a sign-in waits instead of being told that the
/// password is wrong.
/// </summary>
public sealed class SignInsReady
{
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _waiting;

    /// <summary>Completes when every account has its password; at once when nothing is being set up.</summary>
    public Task Task => _waiting ? _ready.Task : Task.CompletedTask;

    /// <summary>Passwords are about to be made.</summary>
    public void Begin() => _waiting = true;

    /// <summary>Passwords are made.</summary>
    public void End() => _ready.TrySetResult();
}
