namespace Workflows.Storage.Writing;

/// <summary>A piece of work that waits for its commit.</summary>
internal abstract class WriteItem
{
    /// <summary>Does the work; an error is kept for the caller.</summary>
    /// <returns>Whether what it wrote is to be kept.</returns>
    public abstract bool Run(WriteSession session);

    /// <summary>The group is durable: the caller goes on, with the result or with the work's own error.</summary>
    public abstract void Complete();

    /// <summary>The group is not durable.</summary>
    public abstract void Fail(Exception exception);
}

/// <inheritdoc/>
/// <typeparam name="T">What the work returns.</typeparam>
internal sealed class WriteItem<T>(Func<WriteSession, T> work) : WriteItem
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _result = default!;
    private Exception? _error;

    public Task<T> Done => _done.Task;

    public override bool Run(WriteSession session)
    {
        _error = null; // of an earlier run
        try
        {
            _result = work(session);
            if (session.Undone)
            {
                return false;
            }

            session.Flush();
            return true;
        }
#pragma warning disable CA1031 // The error belongs to the caller of this piece of work; the others of the group go on.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _error = exception;
            return false;
        }
    }

    public override void Complete()
    {
        if (_error is null)
        {
            _done.SetResult(_result);
        }
        else
        {
            _done.SetException(_error);
        }
    }

    public override void Fail(Exception exception) => _done.TrySetException(exception);
}
