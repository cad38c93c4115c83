namespace Workflows.Storage.Writing;

/// <summary>The writer's connection during one piece of work.</summary>
internal sealed class WriteSession : IDisposable
{
    private readonly WriteConnection _connection;
    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);
    private bool _undone;

    public WriteSession(Dialect dialect)
    {
        Dialect = dialect;
        _connection = dialect.OpenForWriting();
    }

    public Dialect Dialect { get; }

    /// <summary>The statement for a constant text, prepared once.</summary>
    public Statement this[string sql]
    {
        get
        {
            if (!_statements.TryGetValue(sql, out var statement))
            {
                statement = _connection.Prepare(sql);
                _statements.Add(sql, statement);
            }

            return statement;
        }
    }

    /// <summary>Undoes what the work in hand has written although it ended well (a stale step), and nothing else of its group.</summary>
    public void Undo() => _undone = true;

    /// <summary>Whether the work in hand wants to be undone; asked once.</summary>
    public bool TakeUndone() => (_undone, _undone = false).Item1;

    /// <summary>Does the pieces of a group in one go.</summary>
    /// <returns>Whether all that they wrote is to be kept. If not, who is to blame shows when each is done alone.</returns>
    public bool RunTogether(List<WriteItem> group)
    {
        if (group.Count == 1)
        {
            return Run(group[0]);
        }

        try
        {
            group.ForEach(item => item.Send(this));
            _connection.Flush();
        }
#pragma warning disable CA1031 // It comes again where it belongs.
        catch (Exception)
#pragma warning restore CA1031
        {
            _undone = false;
            return false;
        }

        group.ForEach(item => item.Settle(this, null));
        return group.TrueForAll(item => item.IsGood);
    }

    /// <summary>Does a piece of work alone.</summary>
    /// <returns>Whether what it wrote is to be kept.</returns>
    public bool Run(WriteItem item)
    {
        Exception? failure = null;
        try
        {
            item.Send(this);
            _connection.Flush();
        }
#pragma warning disable CA1031 // The error belongs to the caller of this piece of work.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            (failure, _undone) = (exception, false);
        }

        item.Settle(this, failure);
        return item.IsGood;
    }

    public void BeginWork()
    {
        this["SAVEPOINT work"].Send();
        _connection.BeginWork();
    }

    public void EndWork(bool keep)
    {
        if (!keep)
        {
            _connection.Drop();
            this["ROLLBACK TO SAVEPOINT work"].Send();
        }

        this["RELEASE SAVEPOINT work"].Send();
    }

    public void Begin()
    {
        foreach (var statement in Dialect.Begin)
        {
            this[statement].Send();
        }

        _connection.Flush();
    }

    public void Rollback()
    {
        _connection.Drop();
        this["ROLLBACK"].Execute();
    }

    public void Commit() => this["COMMIT"].Execute();

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        _connection.Dispose();
    }
}
