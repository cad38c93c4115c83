using System.Runtime.ExceptionServices;

namespace Workflows.Storage.Writing;

/// <summary>A piece of work that waits for its commit.</summary>
internal abstract class WriteItem
{
    /// <summary>Sends its statements.</summary>
    public abstract void Send(WriteSession session);

    /// <summary>Takes what became of them; an error is kept for the caller.</summary>
    public abstract void Settle(WriteSession session, Exception? failure);

    /// <summary>Whether what it wrote is to be kept.</summary>
    public abstract bool IsGood { get; }

    /// <summary>The group is durable: the caller goes on, with the result or with the work's own error.</summary>
    public abstract void Complete();

    /// <summary>The group is not durable.</summary>
    public abstract void Fail(Exception exception);
}

/// <inheritdoc/>
/// <typeparam name="T">What the work returns.</typeparam>
internal sealed class WriteItem<T>(IWork<T> work) : WriteItem
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _result = default!;
    private Exception? _error;
    private bool _undone;

    public Task<T> Done => _done.Task;

    public override bool IsGood => _error is null && !_undone;

    public override void Send(WriteSession session)
    {
        (_error, _undone) = (null, false); // of an earlier run
        work.Send(session);
        _undone = session.TakeUndone();
    }

    public override void Settle(WriteSession session, Exception? failure)
    {
        try
        {
            _result = work.Result(session, failure);
            _undone |= session.TakeUndone();
        }
#pragma warning disable CA1031 // The error belongs to the caller of this piece of work; the others of the group go on.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _error = exception;
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

/// <summary>Work that knows its result when it has sent everything.</summary>
/// <param name="work">Does it.</param>
/// <typeparam name="T">What it returns.</typeparam>
internal sealed class SimpleWork<T>(Func<WriteSession, T> work) : IWork<T>
{
    private T _result = default!;

    public void Send(WriteSession session) => _result = work(session);

    public T Result(WriteSession session, Exception? failure)
    {
        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        return _result;
    }
}
