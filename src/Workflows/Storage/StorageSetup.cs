using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace Workflows.Storage;

/// <summary>Brings the database up to date before anything else uses it. Runs when the host starts; a command line program calls <see cref="PrepareAsync"/>.</summary>
/// <param name="contexts">The database.</param>
public sealed class StorageSetup(IDbContextFactory<WorkflowContext> contexts) : IHostedService, IDisposable
{
    private readonly SemaphoreSlim _once = new(1, 1);
    private bool _done;

    /// <summary>Applies the migrations that are missing. Doing it again does nothing.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken = default)
    {
        await _once.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_done)
            {
                var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
                await using var _ = context.ConfigureAwait(false);
                await context.Database.MigrateAsync(cancellationToken).ConfigureAwait(false);
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
