using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Extensions.Logging;

namespace Workflows.Storage.Writing;

/// <summary>
/// One thread with one connection. Work that waits while a commit runs goes together into the next transaction; every caller goes on only when the commit
/// that holds its work is on disk. One bad piece harms no other: a group with one is taken back and done again with a savepoint each.
/// </summary>
internal sealed partial class GroupCommitWriter : IAsyncDisposable, IDisposable
{
    private const int LargestGroup = 256;

    private readonly Dialect _dialect;
    private readonly WriteGate _gate;
    private readonly ILogger<GroupCommitWriter> _logger;
    private readonly BlockingCollection<WriteItem> _queue = [];
    private readonly Lazy<Thread> _thread;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public GroupCommitWriter(Dialect dialect, WriteGate gate, ILogger<GroupCommitWriter> logger)
    {
        _dialect = dialect;
        _gate = gate;
        _logger = logger;
        _thread = new Lazy<Thread>(Start);
    }

    /// <summary>The database it writes to.</summary>
    public Dialect Dialect => _dialect;

    /// <summary>Does a piece of work inside a transaction.</summary>
    /// <param name="work">Runs on the writer's thread, and again when another piece of its group fails; must be quick, and must not wait for anything.</param>
    /// <param name="cancellationToken">Ends the caller's waiting; the work may still be committed.</param>
    /// <returns>What the work returned, once it is durable.</returns>
    public Task<T> WriteAsync<T>(Func<WriteSession, T> work, CancellationToken cancellationToken = default) => WriteAsync(new SimpleWork<T>(work), cancellationToken);

    /// <inheritdoc cref="WriteAsync{T}(Func{WriteSession, T}, CancellationToken)"/>
    public Task<T> WriteAsync<T>(IWork<T> work, CancellationToken cancellationToken = default)
    {
        _ = _thread.Value;
        var item = new WriteItem<T>(work);
        _queue.Add(item, cancellationToken);
        return cancellationToken.CanBeCanceled ? item.Done.WaitAsync(cancellationToken) : item.Done;
    }

    /// <summary>Takes no more work, finishes what waits, and closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.CompleteAdding();
        if (_thread.IsValueCreated)
        {
            await _ended.Task.ConfigureAwait(false);
        }

        _queue.Dispose();
    }

    /// <inheritdoc cref="DisposeAsync"/>
    public void Dispose()
    {
        _queue.CompleteAdding();
        if (_thread.IsValueCreated)
        {
            _thread.Value.Join();
        }

        _queue.Dispose();
    }

    private Thread Start()
    {
        var thread = new Thread(Loop) { IsBackground = true, Name = "group commit" };
        thread.Start();
        return thread;
    }

    private void Loop()
    {
        WriteSession? session = null;
        var group = new List<WriteItem>(LargestGroup);
        foreach (var first in _queue.GetConsumingEnumerable())
        {
            group.Clear();
            group.Add(first);
            try
            {
                CommitGroup(ref session, group);
            }
#pragma warning disable CA1031 // Each caller gets the error; the writer goes on with a fresh connection.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Log.GroupFailed(_logger, exception, group.Count);
                session?.Dispose();
                session = null;
                group.ForEach(item => item.Fail(exception));
            }
        }

        session?.Dispose();
        _ended.SetResult();
    }

    /// <summary>Waits for its turn, takes along whatever has queued up meanwhile, and commits it together.</summary>
    private void CommitGroup(ref WriteSession? session, List<WriteItem> group)
    {
        _gate.Enter();
        try
        {
            while (group.Count < LargestGroup && _queue.TryTake(out var next))
            {
                group.Add(next);
            }

            session = Begin(session);
            if (!session.RunTogether(group))
            {
                session.Rollback();
                OneByOne(session, group);
            }
            else
            {
                session.Commit();
            }
        }
        finally
        {
            _gate.Leave();
        }

        group.ForEach(item => item.Complete());
    }

    /// <summary>After a group was taken back: what alone was in it has its answer; of several pieces each is done again, the bad ones undone alone.</summary>
    private static void OneByOne(WriteSession session, List<WriteItem> group)
    {
        if (group.Count == 1)
        {
            return;
        }

        session.Begin();
        foreach (var item in group)
        {
            session.BeginWork();
            session.EndWork(session.Run(item));
        }

        session.Commit();
    }

    /// <summary>Begins on the session at hand; when that has died since the last group, as at a restart of the server, on a fresh one: nothing was sent yet.</summary>
    private WriteSession Begin(WriteSession? session)
    {
        try
        {
            session?.Begin();
        }
        catch (DbException exception)
        {
            Log.ConnectionLost(_logger, exception);
            session!.Dispose();
            session = null;
        }

        return session ?? Fresh();
    }

    private WriteSession Fresh()
    {
        var session = new WriteSession(_dialect);
        try
        {
            session.Begin();
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(3002, LogLevel.Warning, "The writer has lost its connection and makes a new one.")]
        public static partial void ConnectionLost(ILogger logger, Exception exception);

        [LoggerMessage(3001, LogLevel.Error, "A group of {Count} writes was not committed.")]
        public static partial void GroupFailed(ILogger logger, Exception exception, int count);
    }
}
