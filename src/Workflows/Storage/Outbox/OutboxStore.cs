using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Workflows.Core.Instances;
using Workflows.Runtime.Effects;
using Workflows.Runtime.Outbox;
using Workflows.Storage.Instances;
using Workflows.Storage.Writing;

namespace Workflows.Storage.Outbox;

/// <summary>Wishes in the database. <c>next_at</c> is the next try of a waiting row and the end of the lease of a running one, so one comparison finds both.</summary>
/// <param name="contexts">For reading.</param>
/// <param name="writer">For writing.</param>
internal sealed class OutboxStore(IDbContextFactory<WorkflowContext> contexts, GroupCommitWriter writer) : IOutboxStore
{
    private const string Claim =
        "UPDATE outbox SET state = 'Running', lease_token = @p0, next_at = @p1, attempts = attempts + 1 " +
        "WHERE id IN (SELECT id FROM outbox WHERE next_at <= @p2 AND state <> 'Parked' ORDER BY next_at, created_at, id LIMIT @p3) " +
        "RETURNING id";

    private const string Claimed =
        "SELECT o.effect, o.attempts, o.instance_id, i.definition_id, i.definition_version, i.number, i.title_zh, i.title_en, i.unit, i.subject, i.theme, i.stage_zh, i.stage_en " +
        "FROM outbox o JOIN instances i ON i.id = o.instance_id WHERE o.lease_token = @p0 ORDER BY o.created_at, o.id";

    public async Task<IReadOnlyList<LeasedEffect>> ClaimAsync(string token, int max, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken = default)
    {
        if (await NextDueAsync(cancellationToken).ConfigureAwait(false) is not { } next || next > now)
        {
            return [];
        }

        return await writer.WriteAsync(
            session =>
            {
                session[Claim].Read(r => r.GetValue(0), token, until, now, max);
                return session[Claimed].Read(row => Leased(row, token), token);
            },
            cancellationToken).ConfigureAwait(false);
    }

    public async Task<bool> RenewAsync(Guid effectId, string token, DateTimeOffset until, CancellationToken cancellationToken = default) =>
        await writer.WriteAsync(s => s["UPDATE outbox SET next_at = @p2 WHERE id = @p0 AND lease_token = @p1 AND state = 'Running'"].Execute(effectId, token, until), cancellationToken).ConfigureAwait(false) == 1;

    public async Task<bool> CompleteAsync(Guid effectId, string token, CancellationToken cancellationToken = default) =>
        await writer.WriteAsync(s => s["DELETE FROM outbox WHERE id = @p0 AND lease_token = @p1"].Execute(effectId, token), cancellationToken).ConfigureAwait(false) == 1;

    public async Task<bool> RetryAsync(Guid effectId, string token, DateTimeOffset at, string? error, CancellationToken cancellationToken = default) =>
        await writer.WriteAsync(
            s => error is null
                ? s["UPDATE outbox SET state = 'Available', next_at = @p2, lease_token = NULL, attempts = attempts - 1 WHERE id = @p0 AND lease_token = @p1"].Execute(effectId, token, at)
                : s["UPDATE outbox SET state = 'Retryable', next_at = @p2, lease_token = NULL, last_error = @p3 WHERE id = @p0 AND lease_token = @p1"].Execute(effectId, token, at, error),
            cancellationToken).ConfigureAwait(false) == 1;

    public async Task<bool> ParkAsync(Guid effectId, string token, DateTimeOffset at, string reason, CancellationToken cancellationToken = default) =>
        await writer.WriteAsync(
            s => s["UPDATE outbox SET state = 'Parked', parked_at = @p2, lease_token = NULL, last_error = @p3 WHERE id = @p0 AND lease_token = @p1"].Execute(effectId, token, at, reason),
            cancellationToken).ConfigureAwait(false) == 1;

    public async Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken = default)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        return await context.Outbox.Where(o => o.State != OutboxState.Parked)
            .OrderBy(o => o.NextAt)
            .Select(o => (DateTimeOffset?)o.NextAt)
            .FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
    }

    private static LeasedEffect Leased(DbDataReader row, string token)
    {
        string? Text(int column) => row.IsDBNull(column) ? null : row.GetString(column);
        var header = new InstanceHeader(Text(5), HeaderMapping.Both(Text(6), Text(7)), Text(8), Text(9), Text(10), HeaderMapping.Both(Text(11), Text(12)));
        var origin = new EffectContext(IdBytes.Read(row, 2), row.GetInt32(1), header, row.GetString(3), row.GetInt32(4));
        return new LeasedEffect(StoredText.Effect(row.GetString(0)), token, origin);
    }
}
