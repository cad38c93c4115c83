using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Workflows.Storage.Writing;

namespace Workflows.Storage;

/// <summary>Brings the database up to date before anything else uses it. Runs when the host starts; a command line program calls <see cref="PrepareAsync"/>.</summary>
public sealed class StorageSetup : IHostedService, IDisposable
{
    private readonly Dialect _dialect;
    private readonly DbContextOptions<WorkflowContext> _options;
    private readonly SemaphoreSlim _once = new(1, 1);
    private bool _done;

    internal StorageSetup(Dialect dialect, DbContextOptions<WorkflowContext> options) => (_dialect, _options) = (dialect, options);

    /// <summary>Applies the migrations that are missing. Doing it again does nothing.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken = default)
    {
        await _once.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_done)
            {
                var context = _dialect.WithMigrations(_options);
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
