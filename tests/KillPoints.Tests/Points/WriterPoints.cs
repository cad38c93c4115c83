using System.Data.Common;
using Workflows.Storage.Writing;

namespace KillPoints.Tests.Points;

/// <summary>The writer's connection with a place before and after every statement, and before and after what was sent runs together.</summary>
internal sealed class WriterPoints(WriteConnection inner, KillSwitch killSwitch) : WriteConnection
{
    public override Statement Prepare(string sql) => new CountedStatement(inner.Prepare(sql), sql, killSwitch);

    public override void BeginWork() => inner.BeginWork();

    public override void Flush()
    {
        killSwitch.Pass("before what was sent runs");
        inner.Flush();
        killSwitch.Pass("after what was sent has run");
    }

    public override void Drop() => inner.Drop();

    public override void Dispose() => inner.Dispose();

    private sealed class CountedStatement(Statement inner, string sql, KillSwitch killSwitch) : Statement
    {
        public override Sent Send(params ReadOnlySpan<object?> values)
        {
            killSwitch.Pass($"before {sql}");
            var sent = inner.Send(values);
            killSwitch.Pass($"after {sql}");
            return sent;
        }

        public override int Execute(params ReadOnlySpan<object?> values)
        {
            killSwitch.Pass($"before {sql}");
            var rows = inner.Execute(values);
            killSwitch.Pass($"after {sql}");
            return rows;
        }

        public override object? Scalar(params ReadOnlySpan<object?> values)
        {
            killSwitch.Pass($"before {sql}");
            var value = inner.Scalar(values);
            killSwitch.Pass($"after {sql}");
            return value;
        }

        public override List<T> Read<T>(Func<DbDataReader, T> row, params ReadOnlySpan<object?> values)
        {
            killSwitch.Pass($"before {sql}");
            var rows = inner.Read(row, values);
            killSwitch.Pass($"after {sql}");
            return rows;
        }

        public override void Dispose() => inner.Dispose();
    }
}
