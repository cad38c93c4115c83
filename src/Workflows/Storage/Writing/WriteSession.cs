namespace Workflows.Storage.Writing;

/// <summary>The writer's connection during one piece of work.</summary>
internal sealed class WriteSession : IDisposable
{
    private readonly WriteConnection _connection;
    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);

    public WriteSession(Dialect dialect)
    {
        Dialect = dialect;
        _connection = dialect.OpenForWriting();
    }

    public Dialect Dialect { get; }

    /// <summary>Whether the work in hand wants to be undone although it ended well (a stale step).</summary>
    public bool Undone { get; private set; }

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

    /// <summary>Undoes what the work in hand has written, and nothing else of its group.</summary>
    public void Undo() => Undone = true;

    /// <summary>Lets the errors of what was sent come to light.</summary>
    public void Flush() => _connection.Flush();

    /// <summary>Does a piece of work.</summary>
    /// <returns>Whether what it wrote is to be kept.</returns>
    public bool Run(WriteItem item)
    {
        Undone = false;
        return item.Run(this);
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

        Flush();
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
