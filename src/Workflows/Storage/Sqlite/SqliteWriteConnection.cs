using System.Data.Common;
using Workflows.Storage.Writing;

namespace Workflows.Storage.Sqlite;

/// <summary>SQLite runs in this process: every statement runs at once.</summary>
/// <param name="connection">Open, and closed with this.</param>
internal sealed class SqliteWriteConnection(DbConnection connection) : WriteConnection
{
    public override Statement Prepare(string sql) => new SqliteStatement(connection, sql);

    public override void Dispose() => connection.Dispose();

    private sealed class SqliteStatement : Statement
    {
        private readonly DbCommand _command;
        private readonly List<DbParameter> _parameters = [];

        public SqliteStatement(DbConnection connection, string sql)
        {
            _command = connection.CreateCommand();
#pragma warning disable CA2100 // Every text is a constant of this assembly; values are parameters.
            _command.CommandText = sql;
#pragma warning restore CA2100
        }

        public override Sent Send(params ReadOnlySpan<object?> values) => new() { Rows = Execute(values) };

        public override int Execute(params ReadOnlySpan<object?> values)
        {
            Bind(values);
            return _command.ExecuteNonQuery();
        }

        public override object? Scalar(params ReadOnlySpan<object?> values)
        {
            Bind(values);
            return _command.ExecuteScalar();
        }

        public override List<T> Read<T>(Func<DbDataReader, T> row, params ReadOnlySpan<object?> values)
        {
            Bind(values);
            using var reader = _command.ExecuteReader();
            return Rows(reader, row);
        }

        public override void Dispose() => _command.Dispose();

        private void Bind(ReadOnlySpan<object?> values)
        {
            for (var i = 0; i < values.Length; i++)
            {
                if (i == _parameters.Count)
                {
                    var parameter = _command.CreateParameter();
                    parameter.ParameterName = $"@p{i}";
                    _command.Parameters.Add(parameter);
                    _parameters.Add(parameter);
                }

                _parameters[i].Value = Stored(values[i]);
            }
        }
    }
}
