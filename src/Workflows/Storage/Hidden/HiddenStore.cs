using Microsoft.EntityFrameworkCore;
using Workflows.Core.Organisation;
using Workflows.Runtime.Queries;
using Workflows.Storage.Instances;
using Workflows.Storage.Writing;

namespace Workflows.Storage.Hidden;

/// <summary>What Elsa's tools show no more, in the database.</summary>
/// <param name="contexts">For reading.</param>
/// <param name="writer">For hiding.</param>
/// <param name="clock">For the instant.</param>
internal sealed class HiddenStore(IDbContextFactory<WorkflowContext> contexts, GroupCommitWriter writer, TimeProvider clock) : IHidden
{
    private static readonly string InsertInstance = Sql.InsertIfNew("hidden_instances", ["instance_id"], "instance_id", "hidden_by", "hidden_at");
    private static readonly string InsertVersion = Sql.InsertIfNew("hidden_versions", ["definition_id", "version"], "definition_id", "version", "hidden_by", "hidden_at");

    public async Task<IReadOnlySet<(string DefinitionId, int Version)>> VersionsAsync(CancellationToken cancellationToken = default)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        var rows = await context.HiddenVersions.AsNoTracking().ToListAsync(cancellationToken).ConfigureAwait(false);
        return rows.Select(r => (r.DefinitionId, r.Version)).ToHashSet();
    }

    public async Task<bool> HasAsync(Guid instanceId, CancellationToken cancellationToken = default)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        return await context.HiddenInstances.AnyAsync(r => r.InstanceId == instanceId, cancellationToken).ConfigureAwait(false);
    }

    public Task HideAsync(Guid instanceId, Actor by, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(by);
        return writer.WriteAsync(s => s[InsertInstance].Execute(instanceId, by.PersonId, clock.GetUtcNow()), cancellationToken);
    }

    public Task HideAsync(string definitionId, int version, Actor by, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(by);
        return writer.WriteAsync(s => s[InsertVersion].Execute(definitionId, version, by.PersonId, clock.GetUtcNow()), cancellationToken);
    }

    public Task ShowAsync(string definitionId, int version, CancellationToken cancellationToken = default) =>
        writer.WriteAsync(s => s["DELETE FROM hidden_versions WHERE definition_id = @p0 AND version = @p1"].Execute(definitionId, version), cancellationToken);

    /// <summary>Without what is hidden.</summary>
    internal static IQueryable<InstanceRow> Shown(WorkflowContext context, IQueryable<InstanceRow> rows) => rows.Where(i =>
        !context.HiddenInstances.Any(h => h.InstanceId == i.Id) && !context.HiddenVersions.Any(h => h.DefinitionId == i.DefinitionId && h.Version == i.DefinitionVersion));
}
