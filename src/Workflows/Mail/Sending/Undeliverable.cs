using System.Text.Json.Nodes;
using Workflows.Mail.Composing;
using Workflows.Runtime.Mails;
using Workflows.Runtime.People;

namespace Workflows.Mail.Sending;

/// <summary>
/// Goes up a tier when a task mail cannot reach the one who is to do the task: their superiors are told that somebody there waits for a mail that never comes. Once for each mail;
/// what tells them is no task mail, so it ends there.
/// </summary>
internal sealed class Undeliverable(IPeople people, ReceiverResolver receivers, MailComposer composer, MailLetters letters, IMailQueue queue, MailQueueSignal signal, MailClock clock)
{
    /// <summary>Tells the superiors of a mail's receiver. Nothing happens for a mail that is about no task, or that went to a bare address.</summary>
    public async Task TellAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        if (mail is not { TaskId: not null, InstanceId: not null, ReceiverId: { } id } || people.Find(id) is not { } person)
        {
            return;
        }

        foreach (var superior in Superiors(person))
        {
            var receiver = receivers.ForPerson(superior.Id);
            var model = new JsonObject
            {
                ["receiver"] = new JsonObject { ["name"] = receiver.Name },
                ["person"] = person.Name,
                ["unit"] = people.Chart.Find(person.Unit)?.Name ?? person.Unit,
                ["subject"] = mail.Subject,
                ["number"] = mail.Number,
                ["link"] = letters.Link($"tickets/{mail.InstanceId}"),
            };
            var letter = letters.Letter(MailIds.For(mail.Id, $"undeliverable:{receiver.Key}"), BuiltInTemplates.Undeliverable, receiver, composer.Compose(null, BuiltInTemplates.Undeliverable, receiver.Language, model))
                with
            { InstanceId = mail.InstanceId, Number = mail.Number, Unit = mail.Unit, NextAt = clock.Now };
            await queue.AddAsync(letter, cancellationToken);
        }

        signal.Wake();
    }

    /// <summary>The team lead, or those one tier above, or above that where nobody is in office.</summary>
    private IEnumerable<Person> Superiors(Person person) =>
        Enumerable.Range(0, 3).Select(levels => people.Superiors(person.Unit, levels)).FirstOrDefault(found => found.Any(p => p.Id != person.Id))?.Where(p => p.Id != person.Id) ?? [];
}
