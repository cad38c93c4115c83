using Workflows.Core;
using Workflows.Core.Organisation;

namespace Workflows.Runtime.People;

/// <summary>Enters and ends absences by their rules, and says who may act for whom at this moment.</summary>
/// <param name="absences">Where they are kept.</param>
/// <param name="people">Who is in office.</param>
/// <param name="clock">The clock.</param>
public sealed class AbsenceDesk(IAbsences absences, IPeople people, TimeProvider clock)
{
    /// <summary>The longest absence.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    /// <summary>The person as the giver of commands, with those in whose place they may act now. An absent person who is no longer in office gives nothing to act for.</summary>
    public Actor ActorOf(Person person)
    {
        ArgumentNullException.ThrowIfNull(person);
        var now = clock.GetUtcNow();
        return person.ToActor() with
        {
            StandsIn =
            [
                .. absences.Current(now)
                    .Where(a => person.IsActive && a.SubstituteId == person.Id && a.Holds(now))
                    .Select(a => people.Find(a.PersonId) is { IsActive: true } absent ? new StandIn(absent.ToActor(), a.DefinitionId) : null)
                    .OfType<StandIn>(),
            ],
        };
    }

    /// <summary>The absences that a reader may see: their own and those they stand in for; an administrator sees all.</summary>
    public IReadOnlyList<Absence> VisibleTo(Actor reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return [.. absences.Current(clock.GetUtcNow()).Where(a => reader.Has(Roles.Administrator) || a.PersonId == reader.PersonId || a.SubstituteId == reader.PersonId)];
    }

    /// <summary>Enters an absence: everyone their own, an administrator anyone's.</summary>
    /// <returns>Why not; <see langword="null"/> = it holds.</returns>
    public async Task<Refusal?> EnterAsync(Actor by, Absence absence, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(by);
        ArgumentNullException.ThrowIfNull(absence);
        var refusal = WhyNot(by, absence, clock.GetUtcNow());
        if (refusal is null)
        {
            await absences.SaveAsync(absence, cancellationToken).ConfigureAwait(false);
        }

        return refusal;
    }

    /// <summary>Ends an absence now; one that has not begun is forgotten.</summary>
    /// <returns>Why not; <see langword="null"/> = it is over.</returns>
    public async Task<Refusal?> EndAsync(Actor by, Guid id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(by);
        var now = clock.GetUtcNow();
        if (VisibleTo(by).FirstOrDefault(a => a.Id == id) is not { } absence)
        {
            return new Refusal("absence.not-found", new LocalizedText("没有这条代理设置，可能已经结束。", "There is no such absence; it may be over."));
        }

        if (!MayEnterFor(by, absence.PersonId))
        {
            return NotYours;
        }

        await (absence.From > now ? absences.DeleteAsync(id, cancellationToken) : absences.SaveAsync(absence with { Until = now }, cancellationToken)).ConfigureAwait(false);
        return null;
    }

    private Refusal? WhyNot(Actor by, Absence absence, DateTimeOffset now) => absence switch
    {
        _ when !MayEnterFor(by, absence.PersonId) => NotYours,
        _ when people.Find(absence.PersonId) is not { IsActive: true } => Unknown(absence.PersonId),
        _ when people.Find(absence.SubstituteId) is not { IsActive: true } => Unknown(absence.SubstituteId),
        _ when absence.PersonId == absence.SubstituteId => new Refusal("absence.own-substitute", new LocalizedText("代理人不能是本人，请选择其他人。", "Nobody can be their own substitute; choose somebody else.")),
        _ when absence.From >= absence.Until || absence.Until <= now || absence.Until - absence.From > Longest => new Refusal("absence.dates.invalid", new LocalizedText(
            "结束时间应晚于开始时间和现在，且不超过 366 天。", "The end must lie after the beginning and after now, and within 366 days.")),
        _ when absences.Current(now).Any(other => other.Id != absence.Id && other.PersonId == absence.PersonId && Overlap(other, absence)) => new Refusal("absence.overlaps", new LocalizedText(
            "这段时间已经设置了代理人，请先结束原来的设置。", "There is a substitute for that time already; end that first.")),
        _ => null,
    };

    private static Refusal NotYours { get; } = new("absence.not-allowed", new LocalizedText(
        "只能设置本人的代理；其他人的请联系系统管理员。", "You can only enter your own absence; ask an administrator for somebody else's."));

    private static Refusal Unknown(string id) => new("absence.unknown-person", new LocalizedText($"没有“{id}”这个在岗人员。请重新选择。", $"There is no active person “{id}”. Choose somebody else."));

    private static bool MayEnterFor(Actor by, string personId) => by.PersonId == personId || by.Has(Roles.Administrator);

    private static bool Overlap(Absence a, Absence b) =>
        a.From < b.Until && b.From < a.Until && (a.DefinitionId is null || b.DefinitionId is null || a.DefinitionId == b.DefinitionId);
}
