using Workflows.Runtime.Mails;

namespace Workflows.Mail.Tests;

/// <summary>Nobody has chosen how their mail comes, and no address is marked.</summary>
internal sealed class NobodyChose : IMailPreferences, IBouncedAddresses
{
    public IReadOnlyList<BouncedAddress> All => [];

    public MailPreference? Find(string personId) => null;

    BouncedAddress? IBouncedAddresses.Find(string address) => null;

    public Task SaveAsync(MailPreference preference, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task DeleteAsync(string personId, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task MarkAsync(BouncedAddress bounced, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<bool> ClearAsync(string address, CancellationToken cancellationToken = default) => throw new NotSupportedException();
}
