using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Workflows.Runtime.Mails;

namespace Workflows.Mail.Sending;

/// <summary>Sends what lies in the mail queue: makes digests of what is held when its moment comes, and tries until a mail is gone or parked. It keeps nothing in memory.</summary>
internal sealed partial class MailQueuePump(IMailQueue queue, QueuedMails mails, MailQueueSignal signal, MailClock clock, TimeProvider time, ILogger<MailQueuePump> logger) : BackgroundService
{
    private const int AtOnce = 100;
    private const int Parallelism = 4;
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMinutes(1);

    /// <summary>Does all that is due.</summary>
    /// <returns>How many mails were sent, or given up.</returns>
    public async Task<int> PumpOnceAsync(CancellationToken cancellationToken)
    {
        var done = 0;
        while (await queue.DueAsync(clock.Now, AtOnce, cancellationToken) is { Count: > 0 } due)
        {
            foreach (var person in due.Where(m => m.State == OutgoingMailState.Held).Select(m => m.ReceiverId!).Distinct())
            {
                await queue.ReleaseAsync(person, clock.Now, mails.NewDigest(person), cancellationToken);
            }

            await Parallel.ForEachAsync(
                due.Where(m => m.State == OutgoingMailState.Waiting),
                new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken },
                async (mail, stop) =>
                {
                    await mails.SendAsync(mail, stop);
                    Interlocked.Increment(ref done);
                });
        }

        return done;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            TimeSpan sleep;
            try
            {
                await PumpOnceAsync(stoppingToken);
                sleep = await queue.NextDueAsync(stoppingToken) is { } next && next - clock.Now < LongestSleep ? next - clock.Now : LongestSleep;
            }
#pragma warning disable CA1031 // It must outlive a database that is away for a moment.
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                QueueFailed(logger, exception);
                sleep = Waits.After(1);
            }

            await signal.WaitAsync(sleep, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(4003, LogLevel.Error, "The mail queue failed and goes on.")]
    private static partial void QueueFailed(ILogger logger, Exception exception);
}
