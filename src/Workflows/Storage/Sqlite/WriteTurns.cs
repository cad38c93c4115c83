using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Workflows.Storage.Writing;

namespace Workflows.Storage.Sqlite;

/// <summary>
/// Takes a turn at the <see cref="WriteGate"/> for every transaction of EF Core, and for every update or delete that runs without one.
/// A turn ends with its transaction, or with its connection when something went wrong in between.
/// </summary>
/// <param name="gate">The turns.</param>
internal sealed class WriteTurns(WriteGate gate) : IDbTransactionInterceptor, IDbConnectionInterceptor, IDbCommandInterceptor
{
    private readonly ConcurrentDictionary<DbConnection, bool> _holders = new();

    public InterceptionResult<DbTransaction> TransactionStarting(DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result)
    {
        gate.Enter();
        _holders[connection] = true;
        return result;
    }

    public async ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default)
    {
        await gate.EnterAsync(cancellationToken).ConfigureAwait(false);
        _holders[connection] = true;
        return result;
    }

    public void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => Leave(eventData.Context);

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default) => LeaveAsync(eventData.Context);

    public void TransactionRolledBack(DbTransaction transaction, TransactionEndEventData eventData) => Leave(eventData.Context);

    public Task TransactionRolledBackAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default) => LeaveAsync(eventData.Context);

    public void ConnectionClosed(DbConnection connection, ConnectionEndEventData eventData) => Leave(connection);

    public Task ConnectionClosedAsync(DbConnection connection, ConnectionEndEventData eventData)
    {
        Leave(connection);
        return Task.CompletedTask;
    }

    public void ConnectionDisposed(DbConnection connection, ConnectionEndEventData eventData) => Leave(connection);

    public Task ConnectionDisposedAsync(DbConnection connection, ConnectionEndEventData eventData)
    {
        Leave(connection);
        return Task.CompletedTask;
    }

    public async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (NeedsTurn(command, eventData) && command.Connection is { } connection)
        {
            await gate.EnterAsync(cancellationToken).ConfigureAwait(false);
            _holders[connection] = false;
        }

        return result;
    }

    public ValueTask<int> NonQueryExecutedAsync(DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        LeaveSingle(command);
        return ValueTask.FromResult(result);
    }

    public Task CommandFailedAsync(DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        LeaveSingle(command);
        return Task.CompletedTask;
    }

    public Task CommandCanceledAsync(DbCommand command, CommandEndEventData eventData, CancellationToken cancellationToken = default)
    {
        LeaveSingle(command);
        return Task.CompletedTask;
    }

    private bool NeedsTurn(DbCommand command, CommandEventData eventData) =>
        command.Transaction is null
        && eventData.CommandSource is CommandSource.ExecuteUpdate or CommandSource.ExecuteDelete
        && command.Connection is { } connection
        && !_holders.ContainsKey(connection);

    private void LeaveSingle(DbCommand command)
    {
        if (command.Connection is { } connection && _holders.TryGetValue(connection, out var transaction) && !transaction)
        {
            Leave(connection);
        }
    }

    private void Leave(DbContext? context)
    {
        if (context is not null)
        {
            Leave(context.Database.GetDbConnection());
        }
    }

    private Task LeaveAsync(DbContext? context)
    {
        Leave(context);
        return Task.CompletedTask;
    }

    private void Leave(DbConnection connection)
    {
        if (_holders.TryRemove(connection, out _))
        {
            gate.Leave();
        }
    }
}
