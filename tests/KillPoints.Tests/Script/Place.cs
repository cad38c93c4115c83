namespace KillPoints.Tests.Script;

/// <summary>Where a day is played, and where it ends.</summary>
/// <param name="Name">Tells its mails from those of other days: the domain of their Message-IDs.</param>
/// <param name="Folder">Folder of its own, where the audit key is made.</param>
/// <param name="ConnectionString">Database of its own.</param>
/// <param name="SmtpPort">Mail server on this machine.</param>
/// <param name="ImapPort">The same, for reading.</param>
/// <param name="KillPoint">Where it is killed; <see langword="null"/> = nowhere.</param>
internal sealed record Place(string Name, string Folder, string ConnectionString, int SmtpPort, int ImapPort, int? KillPoint = null)
{
    /// <summary>Sender of its mails.</summary>
    public string Sender => $"day@{Name}.test";

    /// <summary>Account that answers to them go to.</summary>
    public string Mailbox => $"day-{Name}@example.test";
}
