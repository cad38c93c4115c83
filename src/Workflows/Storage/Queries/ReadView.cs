using System.Data.Common;

namespace Workflows.Storage.Queries;

/// <summary>Several reads of one state of the data.</summary>
/// <param name="context">Reads within the transaction.</param>
/// <param name="transaction">Ended when the view is.</param>
internal sealed class ReadView(WorkflowContext context, DbTransaction transaction) : IAsyncDisposable
{
    public WorkflowContext Context => context;

    public DbTransaction Transaction => transaction;

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync().ConfigureAwait(false);
        await context.DisposeAsync().ConfigureAwait(false);
    }
}
