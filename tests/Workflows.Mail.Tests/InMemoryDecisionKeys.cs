using Workflows.Runtime.Mails;

namespace Workflows.Mail.Tests;

/// <summary>Decision keys in memory.</summary>
internal sealed class InMemoryDecisionKeys : IDecisionKeys
{
    public List<DecisionKey> All { get; } = [];

    public Task AddAsync(IReadOnlyCollection<DecisionKey> keys, CancellationToken cancellationToken = default)
    {
        All.AddRange(keys);
        return Task.CompletedTask;
    }

    public Task<DecisionKey?> FindByLinkAsync(string hash, CancellationToken cancellationToken = default) => Task.FromResult(All.Find(k => k.LinkHash == hash));

    public Task<IReadOnlyList<DecisionKey>> FindByReplyAsync(string hash, CancellationToken cancellationToken = default) => Task.FromResult<IReadOnlyList<DecisionKey>>(All.FindAll(k => k.ReplyHash == hash));

    public Task<IReadOnlyList<DecisionKey>> OfMailAsync(Guid mailId, CancellationToken cancellationToken = default) => Task.FromResult<IReadOnlyList<DecisionKey>>(All.FindAll(k => k.MailId == mailId));
}
