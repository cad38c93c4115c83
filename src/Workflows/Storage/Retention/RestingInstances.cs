using Microsoft.EntityFrameworkCore;
using Workflows.Storage.Audit;
using Workflows.Storage.Instances;
using Workflows.Storage.Queries;

namespace Workflows.Storage.Retention;

/// <summary>Finds ended instances that nothing open has to do with, and reads all that is known of them.</summary>
/// <param name="views">For reads that agree with each other.</param>
internal sealed class RestingInstances(ReadViews views)
{
    /// <summary>
    /// What must hold of the row <c>i</c> of <c>instances</c>: it has ended and no operator may take it up again, no wish of it waits, no child of it runs, its parent was
    /// stored away before, and no running instance has the same correlation id.
    /// </summary>
    public const string Condition =
        """
        i.status = 'Finished' AND i.incident_count = 0
        AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.instance_id = i.id)
        AND NOT EXISTS (SELECT 1 FROM instances c WHERE c.parent_instance_id = i.id AND c.status = 'Running')
        AND NOT EXISTS (SELECT 1 FROM instances p WHERE p.id = i.parent_instance_id)
        AND NOT EXISTS (SELECT 1 FROM instances r WHERE r.correlation_id = i.correlation_id AND r.status = 'Running')
        """;

    private const string Resting = $"SELECT i.* FROM instances i WHERE {Condition} AND NOT EXISTS (SELECT 1 FROM archived_instances a WHERE a.id = i.id)";

    /// <summary>Instances of a definition that may be stored away.</summary>
    /// <param name="context">The database.</param>
    /// <param name="definitionId">The definition.</param>
    /// <param name="before">Only those whose last step lies before this instant.</param>
    public static IQueryable<InstanceRow> Of(WorkflowContext context, string definitionId, DateTimeOffset before) =>
        context.Instances.FromSqlRaw(Resting).AsNoTracking()
            .Where(i => i.DefinitionId == definitionId && i.CreatedAt < before && i.UpdatedAt < before); // the instant of creation is indexed, that of the last step is not

    /// <summary>How far history is sealed: only what a seal proves is stored away.</summary>
    /// <returns>The end of the last sealed day; <see langword="null"/> = nothing is.</returns>
    public static async Task<DateTimeOffset?> SealedUntilAsync(WorkflowContext context, CancellationToken cancellationToken) =>
        await context.Seals.MaxAsync(s => (string?)s.Day, cancellationToken).ConfigureAwait(false) is { } day ? Day.Start(Day.Read(day).AddDays(1)) : null;

    /// <summary>The next ones with everything that is known of them, in the order of their creation.</summary>
    /// <param name="definitionId">The definition.</param>
    /// <param name="before">Only those whose last step lies before this instant.</param>
    /// <param name="after">Only those created after this one; <see langword="null"/> = from the first.</param>
    /// <param name="take">At most so many.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<ArchivedInstance>> NextAsync(string definitionId, DateTimeOffset before, InstanceRow? after, int take, CancellationToken cancellationToken)
    {
        var view = await views.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = view.ConfigureAwait(false);
        var resting = Of(view.Context, definitionId, before);
        if (after is not null)
        {
            resting = resting.Where(i => i.CreatedAt > after.CreatedAt || (i.CreatedAt == after.CreatedAt && i.Id.CompareTo(after.Id) > 0));
        }

        var rows = await resting.OrderBy(i => i.CreatedAt).ThenBy(i => i.Id).Take(take).ToListAsync(cancellationToken).ConfigureAwait(false);
        var found = new List<ArchivedInstance>(rows.Count);
        foreach (var row in rows)
        {
            found.Add(await ReadAsync(view.Context, row, cancellationToken).ConfigureAwait(false));
        }

        return found;
    }

    private static async Task<ArchivedInstance> ReadAsync(WorkflowContext context, InstanceRow row, CancellationToken cancellationToken)
    {
        var id = row.Id;
        var state = await context.InstanceStates.Where(s => s.InstanceId == id).Select(s => s.State).FirstAsync(cancellationToken).ConfigureAwait(false);
        var tasks = await (from t in context.Tasks join d in context.TaskDetails on t.Id equals d.TaskId where t.InstanceId == id orderby t.CreatedAt, t.Id select d.Task).ToListAsync(cancellationToken).ConfigureAwait(false);
        var steps = await context.Steps.AsNoTracking().Where(s => s.InstanceId == id).OrderBy(s => s.Revision).ToListAsync(cancellationToken).ConfigureAwait(false);
        return new ArchivedInstance(
            ArchivedInstance.CurrentFormat,
            id,
            row,
            new RawJson(state),
            tasks.ConvertAll(t => new RawJson(t)),
            steps.ConvertAll(ArchivedStep.Of),
            await context.InstancePeople.Where(p => p.InstanceId == id).OrderBy(p => p.PersonId).Select(p => p.PersonId).ToListAsync(cancellationToken).ConfigureAwait(false),
            await context.Copies.AsNoTracking().Where(c => c.InstanceId == id).OrderBy(c => c.SentAt).ThenBy(c => c.PersonId).ToListAsync(cancellationToken).ConfigureAwait(false),
            await context.OutgoingMails.AsNoTracking().Where(m => m.InstanceId == id).OrderBy(m => m.CreatedAt).ThenBy(m => m.Id).ToListAsync(cancellationToken).ConfigureAwait(false),
            await context.Evidence.AsNoTracking().Where(e => e.InstanceId == id).OrderBy(e => e.UploadedAt).ThenBy(e => e.Id).ToListAsync(cancellationToken).ConfigureAwait(false));
    }
}
