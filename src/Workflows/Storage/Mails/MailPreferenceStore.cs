using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workflows.Runtime.Mails;
using Workflows.Storage.Writing;

namespace Workflows.Storage.Mails;

/// <summary>What people have chosen for their mail, held in memory and written through.</summary>
/// <param name="contexts">For reading.</param>
/// <param name="writer">For writing.</param>
internal sealed class MailPreferenceStore(IDbContextFactory<WorkflowContext> contexts, GroupCommitWriter writer) : IMailPreferences
{
    private static readonly string Upsert = Sql.Upsert("mail_preferences", ["person_id"], "delivery", "quiet_from", "quiet_until", "digest_at", "per_day");
    private readonly HeldInMemory<MailPreference> _held = new(() => Load(contexts));

    public MailPreference? Find(string personId) => _held.All.GetValueOrDefault(personId);

    public async Task SaveAsync(MailPreference preference, CancellationToken cancellationToken = default)
    {
        await writer.WriteAsync(
            s => s[Upsert].Execute(preference.PersonId, preference.Delivery.ToString(), Text(preference.QuietFrom), Text(preference.QuietUntil), string.Join(',', preference.DigestAt.Select(t => Text(t))), preference.MostADay),
            cancellationToken).ConfigureAwait(false);
        _held.Change(all => all.SetItem(preference.PersonId, preference));
    }

    public async Task DeleteAsync(string personId, CancellationToken cancellationToken = default)
    {
        await writer.WriteAsync(s => s["DELETE FROM mail_preferences WHERE person_id = @p0"].Execute(personId), cancellationToken).ConfigureAwait(false);
        _held.Change(all => all.Remove(personId));
    }

    private static List<KeyValuePair<string, MailPreference>> Load(IDbContextFactory<WorkflowContext> contexts)
    {
        using var context = contexts.CreateDbContext();
        return [.. context.MailPreferences.AsNoTracking().AsEnumerable().Select(r => KeyValuePair.Create(
            r.PersonId, new MailPreference(r.PersonId, r.Delivery, Time(r.QuietFrom), Time(r.QuietUntil), [.. r.DigestAt.Split(',').Select(t => Time(t)!.Value)], r.PerDay)))];
    }

    private static string? Text(TimeOnly? time) => time?.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static TimeOnly? Time(string? text) => text is null ? null : TimeOnly.ParseExact(text, "HH:mm", CultureInfo.InvariantCulture);
}
