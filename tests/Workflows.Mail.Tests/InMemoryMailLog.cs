using Workflows.Core.Organisation;
using Workflows.Runtime.Mails;
using Workflows.Runtime.Queries;

namespace Workflows.Mail.Tests;

/// <summary>A mail log in memory; only the machine reads it here, and nobody holds mail back.</summary>
internal sealed class InMemoryMailLog : IMailLog, IMailQueue
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

    public async Task<OutgoingMail> AdmitAsync(OutgoingMail mail, OutgoingMail held, int most, DateTimeOffset since, CancellationToken cancellationToken = default)
    {
        var admitted = All.Count(m => m.ReceiverId == mail.ReceiverId && m.CreatedAt >= since) < most ? mail : held;
        await SaveAsync(admitted, cancellationToken);
        return admitted;
    }

    public Task AddAsync(OutgoingMail mail, CancellationToken cancellationToken = default) => SaveAsync(mail, cancellationToken);

    public Task ReleaseAsync(string personId, DateTimeOffset now, OutgoingMail digest, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<IReadOnlyList<OutgoingMail>> DueAsync(DateTimeOffset now, int take, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<IReadOnlyList<OutgoingMail>> InDigestAsync(Guid digestId, CancellationToken cancellationToken = default) => throw new NotSupportedException();
}
