using Microsoft.EntityFrameworkCore;
using Workflows.Core.Organisation;
using Workflows.Runtime.Instances;
using Workflows.Storage.Instances;
using Workflows.Storage.Retention;
using Workflows.Storage.Tasks;

namespace Workflows.Storage.Queries;

/// <summary>What a reader may see, as conditions that run in the database.</summary>
internal sealed class ReaderScope
{
    private readonly bool _everything;
    private readonly string _personId;
    private readonly bool _unitless;
    private readonly string[] _units;
    private readonly string[] _keys;
    private readonly StandIn[] _absent;

    public ReaderScope(Actor reader, OrgChart chart)
    {
        ArgumentNullException.ThrowIfNull(reader);
        _everything = reader.IsSystem || reader.Has(Roles.Administrator);
        _personId = reader.PersonId;
        _unitless = InstanceAuthority.MayOperate(reader);
        _keys = CandidateKeys.Of(reader);
        _absent = [.. reader.StandsIn];
        _units = _everything ? [] : [.. reader.Grants.Select(g => g.Unit).Distinct(StringComparer.Ordinal).SelectMany(u => chart.Within(u)).Select(u => u.Code).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Whether the reader may act for somebody who is away.</summary>
    public bool StandsIn => _absent.Length > 0;

    /// <summary>The instances that a role of the reader reaches (those of no unit are for operators), that the reader has to do with or may do a task of, or all of them for an administrator.</summary>
    public IQueryable<InstanceRow> Instances(WorkflowContext context)
    {
        if (_everything)
        {
            return context.Instances;
        }

        // Both lists of ids are made once and looked into, not asked for again at every row.
        var held = context.InstancePeople.Where(p => p.PersonId == _personId).Select(p => p.InstanceId);
        var pooled = (StandsIn ? Pooled(context).Union(ForOthers(context)) : Pooled(context)).Select(t => t.InstanceId);
        return context.Instances.Where(i => (i.Unit != null ? _units.Contains(i.Unit) : _unitless) || held.Contains(i.Id) || pooled.Contains(i.Id));
    }

    /// <summary>Of the instances that were stored away, those that a role of the reader reaches or that the reader had to do with.</summary>
    public IQueryable<ArchivedInstanceRow> Archived(WorkflowContext context)
    {
        var stored = context.ArchivedInstances.Where(i => i.RemovedAt != null);
        var held = context.InstancePeople.Where(p => p.PersonId == _personId).Select(p => p.InstanceId);
        return _everything ? stored : stored.Where(i => (i.Unit != null ? _units.Contains(i.Unit) : _unitless) || held.Contains(i.Id));
    }

    /// <summary>Open tasks in a pool of the reader's.</summary>
    public IQueryable<TaskRow> Pooled(WorkflowContext context) => context.Tasks.Where(t =>
        t.IsOpen
        && t.Assignee == null
        && context.TaskCandidates.Where(k => _keys.Contains(k.Key)).Select(k => k.TaskId).Contains(t.Id)
        && !context.TaskExclusions.Any(e => e.TaskId == t.Id && e.PersonId == _personId));

    /// <summary>Open tasks assigned to the reader.</summary>
    public IQueryable<TaskRow> Assigned(WorkflowContext context) => context.Tasks.Where(t =>
        t.IsOpen
        && t.Assignee == _personId
        && !context.TaskExclusions.Any(e => e.TaskId == t.Id && e.PersonId == _personId));

    /// <summary>Everything the reader may do now, in their own name and for absent people.</summary>
    public IQueryable<TaskRow> Doable(WorkflowContext context) => StandsIn ? Own(context).Union(ForOthers(context)) : Own(context);

    /// <summary>Everything the reader may do now in their own name.</summary>
    public IQueryable<TaskRow> Own(WorkflowContext context) => Held(context, _personId, _keys);

    /// <summary>代理: what the reader may do only because somebody is away.</summary>
    public IQueryable<TaskRow> ForOthers(WorkflowContext context)
    {
        var own = Own(context).Select(t => t.Id);
        var theirs = _absent.Select(a => For(context, a)).ToArray();
        return theirs.Length == 0 ? context.Tasks.Where(t => false) : theirs.Aggregate((one, other) => one.Union(other)).Where(t => !own.Contains(t.Id));
    }

    /// <summary>What the reader has completed.</summary>
    public IQueryable<TaskRow> Completed(WorkflowContext context) => context.Tasks.Where(t => !t.IsOpen && t.ClosedBy == _personId);

    /// <summary>For which absent person the reader would do each of some tasks; those of their own are left out.</summary>
    public async Task<Dictionary<Guid, PersonName>> AbsentAsync(WorkflowContext context, IReadOnlyList<TaskRow> tasks, CancellationToken cancellationToken)
    {
        var absent = new Dictionary<Guid, PersonName>();
        if (!StandsIn)
        {
            return absent;
        }

        var ids = tasks.Where(t => t.IsOpen).Select(t => t.Id).ToArray();
        var own = await Own(context).Where(t => ids.Contains(t.Id)).Select(t => t.Id).ToListAsync(cancellationToken).ConfigureAwait(false);
        foreach (var standIn in _absent)
        {
            foreach (var id in await For(context, standIn).Where(t => ids.Contains(t.Id)).Select(t => t.Id).ToListAsync(cancellationToken).ConfigureAwait(false))
            {
                if (!own.Contains(id))
                {
                    absent.TryAdd(id, new PersonName(standIn.Absent.PersonId, standIn.Absent.Name));
                }
            }
        }

        return absent;
    }

    /// <summary>What an absent person could do and the reader is not ruled out of.</summary>
    private IQueryable<TaskRow> For(WorkflowContext context, StandIn standIn)
    {
        var theirs = Held(context, standIn.Absent.PersonId, CandidateKeys.Of(standIn.Absent))
            .Where(t => !context.TaskExclusions.Any(e => e.TaskId == t.Id && e.PersonId == _personId));
        return standIn.DefinitionId is { } definition
            ? theirs.Where(t => context.Instances.Any(i => i.Id == t.InstanceId && i.DefinitionId == definition))
            : theirs;
    }

    private static IQueryable<TaskRow> Held(WorkflowContext context, string personId, string[] keys) => context.Tasks.Where(t =>
        t.IsOpen
        && (t.Assignee == personId || (t.Assignee == null && context.TaskCandidates.Where(k => keys.Contains(k.Key)).Select(k => k.TaskId).Contains(t.Id)))
        && !context.TaskExclusions.Any(e => e.TaskId == t.Id && e.PersonId == personId));
}
