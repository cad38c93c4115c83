using System.Buffers;
using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Workflows.Storage.Writing;

namespace Workflows.Storage.Sqlite;

/// <summary>
/// SQLite runs in this process: every statement runs at once. It is prepared once and bound by position, straight through SQLite's own interface: looking
/// parameters up by name and making a reader for every statement would cost more than most statements do.
/// </summary>
/// <param name="connection">Open, and closed with this.</param>
internal sealed class SqliteWriteConnection(SqliteConnection connection) : WriteConnection
{
    public override Statement Prepare(string sql) => new SqliteStatement(connection, sql);

    public override void Dispose() => connection.Dispose();

    private sealed class SqliteStatement : Statement
    {
        private readonly SqliteConnection _connection;
        private readonly sqlite3 _database;
        private readonly sqlite3_stmt _statement;
        private readonly string _sql;
        private readonly List<int> _places = [];
        private SqliteCommand? _reading;

        public SqliteStatement(SqliteConnection connection, string sql)
        {
            (_connection, _database, _sql) = (connection, connection.Handle!, sql);
            Check(raw.sqlite3_prepare_v2(_database, sql, out _statement));
        }

        public override Sent Send(params ReadOnlySpan<object?> values) => new() { Rows = Execute(values) };

        public override int Execute(params ReadOnlySpan<object?> values)
        {
            Bind(values);
            Step();
            Check(raw.sqlite3_reset(_statement));
            return raw.sqlite3_changes(_database);
        }

        public override object? Scalar(params ReadOnlySpan<object?> values)
        {
            Bind(values);
            var value = Step() ? Column() : null;
            Check(raw.sqlite3_reset(_statement));
            return value;
        }

        public override List<T> Read<T>(Func<DbDataReader, T> row, params ReadOnlySpan<object?> values)
        {
            var command = _reading ??= Reading();
            for (var i = 0; i < values.Length; i++)
            {
                if (i == command.Parameters.Count)
                {
                    command.Parameters.Add(new SqliteParameter { ParameterName = Name(i) });
                }

                command.Parameters[i].Value = values[i] is Guid id ? IdBytes.Of(id) : Stored(values[i]);
            }

            using var reader = command.ExecuteReader();
            return Rows(reader, row);
        }

        public override void Dispose()
        {
            _reading?.Dispose();
            _statement.Dispose();
        }

        private SqliteCommand Reading()
        {
            var command = _connection.CreateCommand();
#pragma warning disable CA2100 // Every text is a constant of this assembly; values are parameters.
            command.CommandText = _sql;
#pragma warning restore CA2100
            return command;
        }

        /// <returns>Whether there is a row.</returns>
        private bool Step()
        {
            var code = raw.sqlite3_step(_statement);
            if (code is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
            {
                // The error is asked for before the statement is made ready for the next time.
                try
                {
                    Check(code);
                }
                finally
                {
                    _ = raw.sqlite3_reset(_statement);
                }
            }

            return code == raw.SQLITE_ROW;
        }

        private object Column() => raw.sqlite3_column_type(_statement, 0) switch
        {
            raw.SQLITE_INTEGER => raw.sqlite3_column_int64(_statement, 0),
            raw.SQLITE_FLOAT => raw.sqlite3_column_double(_statement, 0),
            raw.SQLITE_TEXT => raw.sqlite3_column_text(_statement, 0).utf8_to_string(),
            raw.SQLITE_BLOB => raw.sqlite3_column_blob(_statement, 0).ToArray(),
            _ => DBNull.Value,
        };

        private void Bind(ReadOnlySpan<object?> values)
        {
            while (_places.Count < values.Length)
            {
                _places.Add(raw.sqlite3_bind_parameter_index(_statement, Name(_places.Count)));
            }

            for (var i = 0; i < values.Length; i++)
            {
                Check(Bind(_places[i], Stored(values[i])));
            }
        }

        private int Bind(int place, object value) => value switch
        {
            DBNull => raw.sqlite3_bind_null(_statement, place),
            long number => raw.sqlite3_bind_int64(_statement, place, number),
            int number => raw.sqlite3_bind_int(_statement, place, number),
            bool flag => raw.sqlite3_bind_int(_statement, place, flag ? 1 : 0),
            double number => raw.sqlite3_bind_double(_statement, place, number),
            byte[] bytes => raw.sqlite3_bind_blob(_statement, place, bytes),
            Guid id => BindId(place, id),
            string text => BindText(place, text),
            _ => throw new ArgumentException($"A {value.GetType().Name} cannot be stored.", nameof(value)),
        };

        private int BindId(int place, Guid id)
        {
            Span<byte> bytes = stackalloc byte[16];
            id.TryWriteBytes(bytes, bigEndian: true, out _);
            return raw.sqlite3_bind_blob(_statement, place, bytes);
        }

        private int BindText(int place, string text)
        {
            var buffer = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
            var length = Encoding.UTF8.GetBytes(text, buffer);
            var code = raw.sqlite3_bind_text(_statement, place, buffer.AsSpan(0, length));
            ArrayPool<byte>.Shared.Return(buffer);
            return code;
        }

        private void Check(int code) => SqliteException.ThrowExceptionForRC(code, _database);

        private static string Name(int i) => string.Create(CultureInfo.InvariantCulture, $"@p{i}");
    }
}
