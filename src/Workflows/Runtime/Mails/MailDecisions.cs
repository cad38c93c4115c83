using Workflows.Core;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Runtime.Definitions;
using Workflows.Runtime.Instances;
using Workflows.Runtime.People;
using Workflows.Runtime.Time;

namespace Workflows.Runtime.Mails;

/// <summary>
/// Decides with what a mail carries, for links and answers alike: whether the key is good for it, and then by the same command that the pages
/// and the API give. What the task itself demands is the engine's business.
/// </summary>
/// <param name="store">For the task as it is now.</param>
/// <param name="catalog">For its form.</param>
/// <param name="runner">Carries the decision out.</param>
/// <param name="people">Who is in office.</param>
/// <param name="absences">In whose place they may act.</param>
/// <param name="calendars">For the local time.</param>
/// <param name="clock">The clock.</param>
public sealed class MailDecisions(IInstanceStore store, IDefinitionCatalog catalog, ICommandRunner runner, IPeople people, AbsenceDesk absences, IWorkingCalendars calendars, TimeProvider clock)
{
    /// <summary>The key's person as the giver of commands; <see langword="null"/> once they are not in office.</summary>
    public Actor? ActorOf(DecisionKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return people.Find(key.PersonId) is { IsActive: true } person ? absences.ActorOf(person) : null;
    }

    /// <summary>Decides.</summary>
    /// <param name="key">The key, as found by its secret.</param>
    /// <param name="outcome">Name of an outcome.</param>
    /// <param name="comment">What the person wrote beside it.</param>
    /// <param name="source">Where the decision comes from.</param>
    /// <param name="cancellationToken">Gives up waiting; the decision may still be carried out.</param>
    /// <returns>The outcome of the command; a refusal of this room has a code that begins with <c>mail.</c>.</returns>
    public async Task<CommandOutcome> DecideAsync(DecisionKey key, string outcome, string? comment, DecisionSource source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(source);
        var id = DerivedId.From(key.Id, $"decide:{outcome}");
        if (ActorOf(key) is not { } by)
        {
            return Refused(id, key, MailRefusals.NotInOffice);
        }

        var instance = await store.LoadAsync(key.InstanceId, cancellationToken).ConfigureAwait(false);
        var task = instance?.Tasks.FirstOrDefault(t => t.Id == key.TaskId && t.IsOpen);
        if (instance is null || task is null || key.BurntAt is not null)
        {
            // The engine says who was faster, and the same decision once more gets its first answer. A burnt key's task is closed for good, even when the state that was
            // loaded is a moment older than the key and does not know yet.
            return await runner.RunAsync(new CompleteTask(id, key.InstanceId, by, key.TaskId, outcome, [], comment) { Source = source }, cancellationToken).ConfigureAwait(false);
        }

        if (WhyNot(key, task, outcome, source) is { } refusal)
        {
            return Refused(id, key, refusal);
        }

        var package = await catalog.FindAsync(instance.DefinitionId, instance.DefinitionVersion, cancellationToken).ConfigureAwait(false);
        var plain = package is null ? null : Engine.Plainly(package, task, clock.GetUtcNow().ToOffset(calendars.Current.Offset));
        return plain?.Outcomes.Any(o => o.Name == outcome) == true
            ? await runner.RunAsync(new CompleteTask(id, key.InstanceId, by, key.TaskId, outcome, plain.Data, comment) { Source = source }, cancellationToken).ConfigureAwait(false)
            : Refused(id, key, MailRefusals.OnThePage);
    }

    private Refusal? WhyNot(DecisionKey key, HumanTask task, string outcome, DecisionSource source)
    {
        if (clock.GetUtcNow() >= key.ExpiresAt)
        {
            return MailRefusals.Expired;
        }

        var policy = task.ByMail ?? new MailDecision(LinkPolicy.SignInOnly, ReplyPolicy.Never);
        return source.Channel switch
        {
            DecisionChannel.MailLink when policy.Link == LinkPolicy.SignInOnly => MailRefusals.OnThePage,
            DecisionChannel.MailLink when policy.Link == LinkPolicy.LinkAndSignIn && !source.SignedIn => MailRefusals.SignIn,
            DecisionChannel.MailReply when policy.Reply == ReplyPolicy.Never => MailRefusals.OnThePage,
            _ => key.Outcomes.Contains(outcome) ? null : MailRefusals.OnThePage,
        };
    }

    private static CommandOutcome Refused(Guid id, DecisionKey key, Refusal refusal) => new(id, key.InstanceId, 0, refusal);
}
