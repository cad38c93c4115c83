using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Workflows.Storage.Audit;

/// <summary>Seals every day of history once it is over, and tells of its head. A head may be kept elsewhere: a history that still leads to it was not cut.</summary>
internal sealed partial class AuditSealer(IDbContextFactory<WorkflowContext> contexts, AuditKey key, SealedTime sealedTime, HeadTeller teller, TimeProvider clock, ILogger<AuditSealer> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <summary>How long after midnight a step that was decided before it is certainly committed.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(10);

    /// <summary>Seals every day that is over and has no seal yet.</summary>
    public async Task SealAsync(CancellationToken cancellationToken)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        var last = await context.Seals.AsNoTracking().OrderByDescending(s => s.Day).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        var first = await context.Steps.MinAsync(s => (DateTimeOffset?)s.At, cancellationToken).ConfigureAwait(false);
        if (first is null)
        {
            return;
        }

        if (last is not null)
        {
            sealedTime.Note(Day.Read(last.Day));
        }

        var today = Day.Of(clock.GetUtcNow() - Settled);
        for (var day = last is null ? Day.Of(first.Value) : Day.Read(last.Day).AddDays(1); day < today; day = day.AddDays(1))
        {
            last = await SealAsync(context, day, last, cancellationToken).ConfigureAwait(false);
        }

        await teller.TellAsync(last, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            try
            {
                await SealAsync(stoppingToken).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // the next hour tries again; history itself is not concerned
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                Log.NotSealed(logger, exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }

    private async Task<SealRow> SealAsync(WorkflowContext context, DateOnly day, SealRow? before, CancellationToken cancellationToken)
    {
        sealedTime.Note(day); // first: from here on nothing is added
        var (steps, digest) = await Day.SumAsync(Day.Codes(context, day), cancellationToken).ConfigureAwait(false);
        var text = Day.Text(day);
        var seal = new SealRow { Day = text, Steps = steps, Digest = digest, Head = SealRow.HeadOf(key.Value, before?.Head, text, steps, digest) };
        context.Seals.Add(seal);
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        Log.Sealed(logger, text, steps, Convert.ToHexStringLower(seal.Head));
        return seal;
    }

    private static partial class Log
    {
        [LoggerMessage(3060, LogLevel.Information, "Sealed the history of {Day}: {Steps} steps, head {Head}.")]
        public static partial void Sealed(ILogger logger, string day, long steps, string head);

        [LoggerMessage(3061, LogLevel.Warning, "The history could not be sealed; the next hour tries again.")]
        public static partial void NotSealed(ILogger logger, Exception exception);
    }
}
