using Microsoft.Extensions.Hosting;
using Workflows.Storage.Schema;
using Workflows.Storage.Writing;

namespace Workflows.Storage;

/// <summary>Brings the database up to date before anything else uses it. Runs when the host starts; a command line program calls <see cref="PrepareAsync"/>.</summary>
public sealed class StorageSetup : IHostedService, IDisposable
{
    private readonly Dialect _dialect;
    private readonly SemaphoreSlim _once = new(1, 1);
    private bool _done;

    internal StorageSetup(Dialect dialect) => _dialect = dialect;

    /// <summary>Kind and place of the database for people; never a password.</summary>
    public string Description => _dialect.Description;

    /// <summary>Whether the database is there, up to date or not.</summary>
    /// <exception cref="IOException">The server cannot be asked; the message says why.</exception>
    public Task<bool> ExistsAsync(CancellationToken cancellationToken = default) => _dialect.ExistsAsync(cancellationToken);

    /// <summary>Makes the database when it is missing, and applies the migrations that are. Doing it again does nothing.</summary>
    /// <exception cref="IOException">The server does not answer, or does not let us, or the data are those of a newer program; the message says which.</exception>
    public async Task PrepareAsync(CancellationToken cancellationToken = default)
    {
        await _once.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_done)
            {
                if (!await _dialect.ExistsAsync(cancellationToken).ConfigureAwait(false))
                {
                    await _dialect.CreateAsync(cancellationToken).ConfigureAwait(false);
                }

                await SchemaUpgrade.RunAsync(_dialect, cancellationToken).ConfigureAwait(false);
                _done = true;
            }
        }
        finally
        {
            _once.Release();
        }
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => PrepareAsync(cancellationToken);

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose() => _once.Dispose();
}
