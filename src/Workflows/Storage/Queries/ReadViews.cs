using Microsoft.EntityFrameworkCore;
using Workflows.Storage.Writing;

namespace Workflows.Storage.Queries;

/// <summary>Opens views in which several reads see one state of the data.</summary>
/// <param name="contexts">Where contexts come from.</param>
/// <param name="dialect">Knows how to begin a reading transaction.</param>
internal sealed class ReadViews(IDbContextFactory<WorkflowContext> contexts, Dialect dialect)
{
    public async Task<ReadView> OpenAsync(CancellationToken cancellationToken)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await context.Database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            var transaction = await dialect.BeginReadAsync(context.Database.GetDbConnection(), cancellationToken).ConfigureAwait(false);
            await context.Database.UseTransactionAsync(transaction, cancellationToken).ConfigureAwait(false);
            return new ReadView(context, transaction);
        }
        catch
        {
            await context.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
