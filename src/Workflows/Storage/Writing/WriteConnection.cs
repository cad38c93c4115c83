namespace Workflows.Storage.Writing;

/// <summary>The connection of the writer. Statements run in the order in which they were sent; as it stands here, each one at once.</summary>
internal abstract class WriteConnection : IDisposable
{
    /// <summary>Makes a statement of a constant text.</summary>
    public abstract Statement Prepare(string sql);

    /// <summary>What is sent from here on belongs to a new piece of work.</summary>
    public virtual void BeginWork()
    {
    }

    /// <summary>Runs what was sent and still waits.</summary>
    public virtual void Flush()
    {
    }

    /// <summary>Forgets what the present piece of work has sent and still waits.</summary>
    public virtual void Drop()
    {
    }

    public abstract void Dispose();
}
