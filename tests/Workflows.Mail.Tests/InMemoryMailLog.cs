using Workflows.Core.Organisation;
using Workflows.Runtime.Mails;
using Workflows.Runtime.Queries;

namespace Workflows.Mail.Tests;

/// <summary>A mail log in memory; only the machine reads it here.</summary>
internal sealed class InMemoryMailLog : IMailLog
{
    private readonly Dictionary<Guid, OutgoingMail> _mails = [];

    /// <summary>All mails in the order of their making.</summary>
    public IReadOnlyList<OutgoingMail> All => [.. _mails.Values];

    public Task SaveAsync(OutgoingMail mail, CancellationToken cancellationToken = default)
    {
        _mails[mail.Id] = mail;
        return Task.CompletedTask;
    }

    public Task<Page<OutgoingMail>> ListAsync(Actor reader, MailFilter filter, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<OutgoingMail?> FindAsync(Actor reader, Guid id, CancellationToken cancellationToken = default) =>
        Task.FromResult(reader.IsSystem ? _mails.GetValueOrDefault(id) : null);
}
