using System.Data.Common;
using System.Text.RegularExpressions;
using Npgsql;
using NpgsqlTypes;
using Workflows.Storage.Writing;

namespace Workflows.Storage.PostgreSql;

/// <summary>
/// A connection on which statements wait until one is asked for its outcome and then travel together: a round trip costs more than most statements.
/// The server prepares each text once.
/// </summary>
internal sealed partial class PostgreSqlWriteConnection : WriteConnection
{
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlBatch _batch;
    private readonly List<(PostgreSqlStatement Statement, NpgsqlBatchCommand Command, Sent Sent)> _waiting = [];
    private int _before;

    public PostgreSqlWriteConnection(NpgsqlConnectionStringBuilder settings)
    {
        var own = new NpgsqlConnectionStringBuilder(settings.ConnectionString) { Pooling = false, MaxAutoPrepare = 200, AutoPrepareMinUsages = 2 };
        _connection = new NpgsqlConnection(own.ConnectionString);
        _connection.Open();
        _batch = _connection.CreateBatch();
    }

    public override Statement Prepare(string sql)
    {
        Flush(); // asking for the types runs ahead of what waits; were it to fail, the savepoint must be there
        return new PostgreSqlStatement(this, sql);
    }

    public override void BeginWork() => _before = _waiting.Count;

    public override void Flush()
    {
        if (_waiting.Count > 0)
        {
            Run(batch => batch.ExecuteNonQuery());
        }
    }

    public override void Drop()
    {
        for (var i = _waiting.Count - 1; i >= _before; i--)
        {
            _waiting[i].Statement.Return(_waiting[i].Command);
            _waiting.RemoveAt(i);
        }
    }

    public override void Dispose()
    {
        _batch.Dispose();
        _connection.Dispose();
    }

    /// <summary>Sends everything that waits in one go.</summary>
    private T Run<T>(Func<NpgsqlBatch, T> run)
    {
        try
        {
            foreach (var (_, command, _) in _waiting)
            {
                _batch.BatchCommands.Add(command);
            }

            var result = run(_batch);
            Tell(null);
            return result;
        }
        catch (PostgresException exception)
        {
            Tell(exception.BatchCommand);
            throw;
        }
        finally
        {
            _batch.BatchCommands.Clear();
            _waiting.ForEach(w => w.Statement.Return(w.Command));
            _waiting.Clear();
            _before = 0;
        }
    }

    /// <summary>Says what became of the statements, up to the one that failed.</summary>
    private void Tell(NpgsqlBatchCommand? failed)
    {
        foreach (var (_, command, sent) in _waiting.TakeWhile(w => w.Command != failed))
        {
            sent.Rows = command.RecordsAffected;
        }
    }

    [GeneratedRegex(@"@p(\d+)")]
    private static partial Regex Placeholder();

    private sealed class PostgreSqlStatement : Statement
    {
        private readonly PostgreSqlWriteConnection _owner;
        private readonly string _sql;
        private readonly NpgsqlDbType[] _types;
        private readonly Stack<NpgsqlBatchCommand> _idle = [];

        public PostgreSqlStatement(PostgreSqlWriteConnection owner, string sql)
        {
            _owner = owner;
            _sql = Placeholder().Replace(sql, m => $"${int.Parse(m.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture) + 1}");
            _types = _sql == sql ? [] : Types(owner._connection, sql);
        }

        public override Sent Send(params ReadOnlySpan<object?> values)
        {
            var command = _idle.TryPop(out var idle) ? idle : NewCommand();
            for (var i = 0; i < values.Length; i++)
            {
                command.Parameters[i].Value = Stored(values[i]);
            }

            var sent = new Sent();
            _owner._waiting.Add((this, command, sent));
            return sent;
        }

        public override int Execute(params ReadOnlySpan<object?> values)
        {
            var sent = Send(values);
            _owner.Flush();
            return sent.Rows ?? 0;
        }

        public override object? Scalar(params ReadOnlySpan<object?> values)
        {
            Send(values);
            return _owner.Run(batch => batch.ExecuteScalar());
        }

        public override List<T> Read<T>(Func<DbDataReader, T> row, params ReadOnlySpan<object?> values)
        {
            Send(values);
            return _owner.Run(batch =>
            {
                using var reader = batch.ExecuteReader();
                return Rows(reader, row);
            });
        }

        public override void Dispose() => _idle.Clear();

        /// <summary>The command has run, or never will, and can be used again.</summary>
        public void Return(NpgsqlBatchCommand command) => _idle.Push(command);

        /// <summary>The server's types of the parameters, so that a null has the same type as a value and meets the same prepared statement.</summary>
        private static NpgsqlDbType[] Types(NpgsqlConnection connection, string sql)
        {
#pragma warning disable CA2100 // Every text is a constant of this assembly; values are parameters.
            using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
            NpgsqlCommandBuilder.DeriveParameters(command);
            return [.. Enumerable.Range(0, command.Parameters.Count).Select(i => command.Parameters[$"p{i}"].NpgsqlDbType)];
        }

        private NpgsqlBatchCommand NewCommand()
        {
#pragma warning disable CA2100 // Every text is a constant of this assembly; values are parameters.
            var command = new NpgsqlBatchCommand(_sql);
#pragma warning restore CA2100
            foreach (var type in _types)
            {
                command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = type });
            }

            return command;
        }
    }
}
