using System.Collections.Immutable;
using Workflows.Core;
using Workflows.Core.Definitions;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Core.Time;
using Workflows.Runtime.Definitions;
using Workflows.Runtime.Instances;
using Workflows.Runtime.People;

namespace Workflows.Runtime.Time;

/// <summary>Changes calendars. What a change moves is found by deciding the recount without committing it, so that preview and deed cannot differ.</summary>
/// <param name="store">The calendars.</param>
/// <param name="keeper">Sets them.</param>
/// <param name="instances">Instances with something due.</param>
/// <param name="catalog">Their definitions.</param>
/// <param name="decider">Decides.</param>
/// <param name="people">The units.</param>
internal sealed class CalendarDesk(ICalendarStore store, CalendarKeeper keeper, IInstanceStore instances, IDefinitionCatalog catalog, StepDecider decider, IPeople people) : ICalendarDesk
{
    private const int BatchSize = 200;
    private const int MostMoves = 500;

    public IReadOnlyList<StoredCalendar> List() => store.List();

    public Task<CalendarRecount?> RecountAsync(CancellationToken cancellationToken = default) => store.RecountAsync(cancellationToken);

    public async Task<CalendarPreview> PreviewAsync(Actor by, string? unit, string? rules, CancellationToken cancellationToken = default)
    {
        var (proposed, refusal) = Propose(by, unit, rules);
        if (proposed is null)
        {
            return new CalendarPreview(refusal, 0, 0, []);
        }

        var (examined, moved) = (0, 0);
        var moves = ImmutableArray.CreateBuilder<DueMove>();
        var last = Guid.Empty;
        while (await instances.WithDueTimesAsync(last, BatchSize, cancellationToken).ConfigureAwait(false) is { Count: > 0 } ids)
        {
            foreach (var id in ids)
            {
                var found = await MovesAsync(id, proposed, cancellationToken).ConfigureAwait(false);
                (examined, moved) = (examined + 1, moved + found.Count);
                moves.AddRange(found.Where(m => Reaches(by, m.Header.Unit)).Take(MostMoves - moves.Count));
            }

            last = ids[^1];
        }

        return new CalendarPreview(null, examined, moved, moves.ToImmutable());
    }

    public async Task<Refusal?> ApplyAsync(Actor by, string? unit, string? rules, string reason, CancellationToken cancellationToken = default)
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            return new Refusal("operator.reason-required", new LocalizedText("请填写原因，它会记入流程轨迹", "Give a reason; it goes into the trail"));
        }

        if (Propose(by, unit, rules).Refusal is { } refusal)
        {
            return refusal;
        }

        await keeper.SetAsync(unit, rules, by.PersonId, reason.Trim(), cancellationToken).ConfigureAwait(false);
        return null;
    }

    private (UnitCalendars? Calendars, Refusal? Refusal) Propose(Actor by, string? unit, string? rules)
    {
        if (!InstanceAuthority.MayOperate(by))
        {
            return (null, Refusals.NotAllowed);
        }

        if (unit is not null && people.Chart.Find(unit) is null)
        {
            return (null, new Refusal("calendar.unknown-unit", new LocalizedText($"没有编码为“{unit}”的单位。", $"There is no unit with the code '{unit}'.")));
        }

        if (!Reaches(by, unit))
        {
            return (null, Refusals.NotAllowed);
        }

        try
        {
            var proposed = WorkingCalendars.Of(store.List().Where(c => c.Unit != unit).Append(new StoredCalendar(unit, rules, default, by.PersonId)));
            WorkingCalendarReader.Working(proposed.Organisation, "calendar");
            foreach (var below in people.Chart.Units)
            {
                WorkingCalendarReader.Working(proposed.For(below.Code, people.Chart), below.Name);
            }

            return (proposed, null);
        }
        catch (DefinitionUnreadableException exception)
        {
            return (null, new Refusal("calendar.invalid", exception.Reason ?? LocalizedText.Same(exception.Message)));
        }
    }

    /// <summary>A process owner reaches what lies below the unit of the role, and the organisation from its top.</summary>
    private bool Reaches(Actor by, string? unit) => by.Has(Roles.Administrator)
        || by.Grants.Any(g => g.Role == Roles.ProcessOwner && (unit is null ? people.Chart.Find(g.Unit) is null or { ParentCode: null } : people.Chart.IsWithin(unit, g.Unit)));

    private async Task<IReadOnlyList<DueMove>> MovesAsync(Guid instanceId, UnitCalendars proposed, CancellationToken cancellationToken)
    {
        if (await instances.LoadAsync(instanceId, cancellationToken).ConfigureAwait(false) is not { } instance
            || await catalog.FindAsync(instance.DefinitionId, instance.DefinitionVersion, cancellationToken).ConfigureAwait(false) is not { } package)
        {
            return [];
        }

        var recount = new RecountDue(Guid.NewGuid(), instanceId, CalendarRecounter.By, "preview");
        return
        [
            .. from moved in decider.Preview(package, instance, recount, proposed).Events.OfType<TaskDueMoved>()
               let task = instance.Tasks.First(t => t.Id == moved.TaskId)
               select new DueMove(instanceId, instance.Header, task.Id, task.Title, moved.From, moved.To),
        ];
    }
}
