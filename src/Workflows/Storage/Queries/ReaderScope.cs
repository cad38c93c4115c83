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
    private readonly string[] _pools;
    private readonly StandIn[] _absent;

    public ReaderScope(Actor reader, OrgChart chart)
    {
        ArgumentNullException.ThrowIfNull(reader);
        _everything = reader.IsSystem || reader.Has(Roles.Administrator);
        _personId = reader.PersonId;
        _unitless = InstanceAuthority.MayOperate(reader);
        _pools = InboxKeys.OfCandidate(reader);
        _absent = [.. reader.StandsIn];
        _units = _everything ? [] : [.. reader.Grants.Select(g => g.Unit).Distinct(StringComparer.Ordinal).SelectMany(u => chart.Within(u)).Select(u => u.Code).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The instances that a role of the reader reaches (those of no unit are for operators), that the reader has to do with or may do a task of, or all of them for an administrator.</summary>
    public IQueryable<InstanceRow> Instances(WorkflowContext context)
    {
        if (_everything)
        {
            return context.Instances;
        }

        // Both lists of ids are made once and looked into, not asked for again at every row.
        var held = context.InstancePeople.Where(p => p.PersonId == _personId).Select(p => p.InstanceId);
        var doable = _absent.Select(a => For(context, a)).Prepend(Under(context, _personId, _pools)).Aggregate((one, other) => one.Concat(other)).Select(r => r.InstanceId);
        return context.Instances.Where(i => (i.Unit != null ? _units.Contains(i.Unit) : _unitless) || held.Contains(i.Id) || doable.Contains(i.Id));
    }

    /// <summary>Of the instances that were stored away, those that a role of the reader reaches or that the reader had to do with.</summary>
    public IQueryable<ArchivedInstanceRow> Archived(WorkflowContext context)
    {
        var stored = context.ArchivedInstances.Where(i => i.RemovedAt != null);
        var held = context.InstancePeople.Where(p => p.PersonId == _personId).Select(p => p.InstanceId);
        return _everything ? stored : stored.Where(i => (i.Unit != null ? _units.Contains(i.Unit) : _unitless) || held.Contains(i.Id));
    }

    /// <summary>What the reader has completed.</summary>
    public IQueryable<TaskRow> Completed(WorkflowContext context) => context.Tasks.Where(t => !t.IsOpen && t.ClosedBy == _personId);

    /// <summary>代理: what an absent person could do and the reader is not ruled out of.</summary>
    private IQueryable<InboxRow> For(WorkflowContext context, StandIn standIn)
    {
        var absent = standIn.Absent.PersonId;
        var theirs = Under(context, absent, [.. InboxKeys.OfCandidate(standIn.Absent), InboxKeys.OfAssignee(absent)])
            .Where(r => !context.TaskExclusions.Any(e => e.TaskId == r.TaskId && e.PersonId == _personId));
        return standIn.DefinitionId is { } definition
            ? theirs.Where(r => context.Instances.Any(i => i.Id == r.InstanceId && i.DefinitionId == definition))
            : theirs;
    }

    private static IQueryable<InboxRow> Under(WorkflowContext context, string personId, string[] keys) =>
        context.Inbox.Where(r => keys.Contains(r.Key) && !context.TaskExclusions.Any(e => e.TaskId == r.TaskId && e.PersonId == personId));
}
