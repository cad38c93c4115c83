using Workflows.Core.Organisation;
using Workflows.Runtime.Mails;
using Workflows.Runtime.Queries;

namespace Workflows.Mail.Tests;

/// <summary>A mail log in memory; only the machine reads it here.</summary>
internal sealed class InMemoryMailLog : IMailLog
{
    private readonly Lock _gate = new();
    private readonly List<OutgoingMail> _mails = [];

    /// <summary>All mails in the order of their making.</summary>
    public IReadOnlyList<OutgoingMail> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _mails];
            }
        }
    }

    public Task SaveAsync(OutgoingMail mail, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            var index = _mails.FindIndex(known => known.Id == mail.Id);
            if (index < 0)
            {
                _mails.Add(mail);
            }
            else
            {
                _mails[index] = mail;
            }
        }

        return Task.CompletedTask;
    }

    public Task<Page<OutgoingMail>> ListAsync(Actor reader, MailFilter filter, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<OutgoingMail?> FindAsync(Actor reader, Guid id, CancellationToken cancellationToken = default) =>
        Task.FromResult(reader.IsSystem ? All.FirstOrDefault(mail => mail.Id == id) : null);
}
