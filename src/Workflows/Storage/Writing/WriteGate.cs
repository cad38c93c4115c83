namespace Workflows.Storage.Writing;

/// <summary>
/// Turns for writing within this process. SQLite has one writer at a time and lets the others poll; under load a poller may wait for ever.
/// With turns, the writer of commands and the transactions of EF Core each get theirs.
/// </summary>
internal sealed class WriteGate : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);

    public void Enter() => _gate.Wait();

    public Task EnterAsync(CancellationToken cancellationToken) => _gate.WaitAsync(cancellationToken);

    public void Leave() => _gate.Release();

    public void Dispose() => _gate.Dispose();
}
