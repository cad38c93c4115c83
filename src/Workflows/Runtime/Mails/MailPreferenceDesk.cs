using Workflows.Core;
using Workflows.Core.Organisation;

namespace Workflows.Runtime.Mails;

/// <summary>Lets people choose how they want their mail: everyone for themselves, an administrator for anyone.</summary>
/// <param name="preferences">Where it is kept.</param>
public sealed class MailPreferenceDesk(IMailPreferences preferences)
{
    /// <summary>The most digests a day.</summary>
    public const int MostDigests = 4;

    /// <summary>The highest number of mails a day.</summary>
    public const int HighestMostADay = 200;

    /// <summary>Keeps a choice.</summary>
    /// <returns>Why not; <see langword="null"/> = it holds.</returns>
    public async Task<Refusal?> SaveAsync(Actor by, MailPreference preference, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(by);
        ArgumentNullException.ThrowIfNull(preference);
        var refusal = MayChooseFor(by, preference.PersonId) ? WhyNot(preference) : NotYours;
        if (refusal is null)
        {
            await preferences.SaveAsync(preference with { DigestAt = [.. preference.DigestAt.Distinct().Order()] }, cancellationToken).ConfigureAwait(false);
        }

        return refusal;
    }

    /// <summary>Goes back to what the settings say.</summary>
    /// <returns>Why not; <see langword="null"/> = it is done.</returns>
    public async Task<Refusal?> ForgetAsync(Actor by, string personId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (!MayChooseFor(by, personId))
        {
            return NotYours;
        }

        await preferences.DeleteAsync(personId, cancellationToken).ConfigureAwait(false);
        return null;
    }

    private static Refusal? WhyNot(MailPreference preference) => preference switch
    {
        { DigestAt.IsDefaultOrEmpty: true } or { DigestAt.Length: > MostDigests } => new Refusal("mail.digest-times", new LocalizedText($"请填写 1 到 {MostDigests} 个汇总时间。", $"Give 1 to {MostDigests} times for the digest.")),
        { MostADay: < 1 or > HighestMostADay } => new Refusal("mail.most-a-day", new LocalizedText($"每天的邮件数应在 1 到 {HighestMostADay} 之间。", $"The number of mails a day must be between 1 and {HighestMostADay}.")),
        _ when preference.QuietFrom is null != preference.QuietUntil is null || (preference.QuietFrom is { } from && from == preference.QuietUntil) => new Refusal("mail.quiet-hours", new LocalizedText(
            "免打扰的开始和结束时间要么都填、且不同，要么都不填。", "Give both the beginning and the end of the quiet hours, not the same, or neither.")),
        _ => null,
    };

    private static Refusal NotYours { get; } = new("mail.not-yours", new LocalizedText(
        "只能设置本人的邮件方式；其他人的请联系系统管理员。", "You can only choose for your own mail; ask an administrator for somebody else's."));

    private static bool MayChooseFor(Actor by, string personId) => by.PersonId == personId || by.Has(Roles.Administrator);
}
