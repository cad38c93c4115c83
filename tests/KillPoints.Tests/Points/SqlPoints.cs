using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace KillPoints.Tests.Points;

/// <summary>Before and after every statement and every transaction's end of EF Core.</summary>
internal sealed class SqlPoints(KillSwitch killSwitch) : IDbCommandInterceptor, IDbTransactionInterceptor
{
    public InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result) => Before(command.CommandText, result);

    public ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) => new(Before(command.CommandText, result));

    public DbDataReader ReaderExecuted(DbCommand command, CommandExecutedEventData eventData, DbDataReader result) => After(command.CommandText, result);

    public ValueTask<DbDataReader> ReaderExecutedAsync(DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default) => new(After(command.CommandText, result));

    public InterceptionResult<object> ScalarExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<object> result) => Before(command.CommandText, result);

    public ValueTask<InterceptionResult<object>> ScalarExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default) => new(Before(command.CommandText, result));

    public object? ScalarExecuted(DbCommand command, CommandExecutedEventData eventData, object? result) => After(command.CommandText, result);

    public ValueTask<object?> ScalarExecutedAsync(DbCommand command, CommandExecutedEventData eventData, object? result, CancellationToken cancellationToken = default) => new(After(command.CommandText, result));

    public InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result) => Before(command.CommandText, result);

    public ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) => new(Before(command.CommandText, result));

    public int NonQueryExecuted(DbCommand command, CommandExecutedEventData eventData, int result) => After(command.CommandText, result);

    public ValueTask<int> NonQueryExecutedAsync(DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default) => new(After(command.CommandText, result));

    public InterceptionResult TransactionCommitting(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result) => Before("COMMIT", result);

    public ValueTask<InterceptionResult> TransactionCommittingAsync(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) => new(Before("COMMIT", result));

    public void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => After("COMMIT", 0);

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default) => Task.FromResult(After("COMMIT", 0));

    private T Before<T>(string sql, T result)
    {
        killSwitch.Pass($"before {sql}");
        return result;
    }

    private T After<T>(string sql, T result)
    {
        killSwitch.Pass($"after {sql}");
        return result;
    }
}
