using Microsoft.EntityFrameworkCore;
using Workflows.Runtime.Mails;
using Workflows.Storage.Writing;

namespace Workflows.Storage.Mails;

/// <summary>Addresses that mail comes back from, held in memory and written through.</summary>
/// <param name="contexts">For reading.</param>
/// <param name="writer">For writing.</param>
internal sealed class BouncedAddressStore(IDbContextFactory<WorkflowContext> contexts, GroupCommitWriter writer) : IBouncedAddresses
{
    private static readonly string Upsert = Sql.Upsert("bounced_addresses", ["address"], "person_id", "mail_id", "incoming_id", "status", "diagnostic", "bounced_at");
    private readonly HeldInMemory<BouncedAddress> _held = new(() => Load(contexts));

    public IReadOnlyList<BouncedAddress> All => [.. _held.All.Values.OrderByDescending(b => b.BouncedAt).ThenBy(b => b.Address, StringComparer.Ordinal)];

    public BouncedAddress? Find(string address) => _held.All.GetValueOrDefault(Key(address));

    public async Task MarkAsync(BouncedAddress bounced, CancellationToken cancellationToken = default)
    {
        var mark = bounced with { Address = Key(bounced.Address) };
        await writer.WriteAsync(s => s[Upsert].Execute(mark.Address, mark.PersonId, mark.MailId, mark.IncomingId, mark.Status, mark.Diagnostic, mark.BouncedAt), cancellationToken).ConfigureAwait(false);
        _held.Change(all => all.SetItem(mark.Address, mark));
    }

    public async Task<bool> ClearAsync(string address, CancellationToken cancellationToken = default)
    {
        var cleared = await writer.WriteAsync(s => s["DELETE FROM bounced_addresses WHERE address = @p0"].Execute(Key(address)), cancellationToken).ConfigureAwait(false);
        _held.Change(all => all.Remove(Key(address)));
        return cleared > 0;
    }

    private static string Key(string address) => address.Trim().ToLowerInvariant();

    private static List<KeyValuePair<string, BouncedAddress>> Load(IDbContextFactory<WorkflowContext> contexts)
    {
        using var context = contexts.CreateDbContext();
        return [.. context.BouncedAddresses.AsNoTracking().AsEnumerable().Select(r => KeyValuePair.Create(
            r.Address, new BouncedAddress(r.Address, r.PersonId, r.MailId, r.IncomingId, r.Status, r.Diagnostic, r.BouncedAt)))];
    }
}
