using Workflows.Runtime.Mails;

namespace Workflows.Mail.Tests;

/// <summary>Decision keys in memory.</summary>
internal sealed class InMemoryDecisionKeys : IDecisionKeys
{
    public List<DecisionKey> All { get; } = [];

    public Task AddAsync(DecisionKey key, CancellationToken cancellationToken = default)
    {
        All.Add(key);
        return Task.CompletedTask;
    }

    public Task<DecisionKey?> FindByLinkAsync(string hash, CancellationToken cancellationToken = default) => Task.FromResult(All.Find(k => k.LinkHash == hash));

    public Task<DecisionKey?> FindByReplyAsync(string hash, CancellationToken cancellationToken = default) => Task.FromResult(All.Find(k => k.ReplyHash == hash));
}
