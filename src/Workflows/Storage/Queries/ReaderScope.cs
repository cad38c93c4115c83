using Workflows.Core.Organisation;
using Workflows.Runtime.Instances;
using Workflows.Storage.Instances;
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

    public ReaderScope(Actor reader, OrgChart chart)
    {
        ArgumentNullException.ThrowIfNull(reader);
        _everything = reader.IsSystem || reader.Has(Roles.Administrator);
        _personId = reader.PersonId;
        _unitless = InstanceAuthority.MayOperate(reader);
        _keys = CandidateKeys.Of(reader);
        _units = _everything ? [] : [.. reader.Grants.Select(g => g.Unit).Distinct(StringComparer.Ordinal).SelectMany(u => chart.Within(u)).Select(u => u.Code).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The instances that a role of the reader reaches (those of no unit are for operators), that the reader has or had a task of, or all of them for an administrator.</summary>
    public IQueryable<InstanceRow> Instances(WorkflowContext context)
    {
        if (_everything)
        {
            return context.Instances;
        }

        // Both lists of ids are made once and looked into, not asked for again at every row.
        var held = context.InstancePeople.Where(p => p.PersonId == _personId).Select(p => p.InstanceId);
        var pooled = Pooled(context).Select(t => t.InstanceId);
        return context.Instances.Where(i => (i.Unit != null ? _units.Contains(i.Unit) : _unitless) || held.Contains(i.Id) || pooled.Contains(i.Id));
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

    /// <summary>Everything the reader may do now.</summary>
    public IQueryable<TaskRow> Doable(WorkflowContext context) => context.Tasks.Where(t =>
        t.IsOpen
        && (t.Assignee == _personId || (t.Assignee == null && context.TaskCandidates.Where(k => _keys.Contains(k.Key)).Select(k => k.TaskId).Contains(t.Id)))
        && !context.TaskExclusions.Any(e => e.TaskId == t.Id && e.PersonId == _personId));

    /// <summary>What the reader has completed.</summary>
    public IQueryable<TaskRow> Completed(WorkflowContext context) => context.Tasks.Where(t => !t.IsOpen && t.ClosedBy == _personId);
}
