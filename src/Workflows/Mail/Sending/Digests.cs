using System.Text.Json.Nodes;
using Workflows.Core.Instances;
using Workflows.Mail.Composing;
using Workflows.Runtime.Mails;

namespace Workflows.Mail.Sending;

/// <summary>Puts what was held for a person into one mail: their open tasks with numbers, the most urgent first, and what else they were to be told.</summary>
internal sealed class Digests(IMailQueue queue, Invitations invitations, MailComposer composer, MailLetters letters, MailClock clock)
{
    /// <summary>Its template.</summary>
    public const string Template = BuiltInTemplates.Digest;

    /// <summary>The most tasks in one digest; the others are counted.</summary>
    public const int MostTasks = 30;

    /// <summary>What the log shows of a digest that has not been made yet.</summary>
    public static ComposedMail Empty(string language) => new(language == "en" ? "[Digest]" : "【汇总】", "", null);

    /// <summary>Makes it of what is open now.</summary>
    /// <returns><see langword="null"/> when nothing is left to tell.</returns>
    public async Task<(ComposedMail Mail, Invitation? Invitation)?> ComposeAsync(Guid digestId, Receiver receiver, CancellationToken cancellationToken)
    {
        var mails = await queue.InDigestAsync(digestId, cancellationToken);
        var tasks = await OpenAsync(mails, receiver, cancellationToken);
        var notices = mails.Where(m => m.TaskId is null).GroupBy(m => (m.InstanceId, m.Template)).Select(same => same.Last()).ToList();
        if (tasks.Count == 0 && notices.Count == 0)
        {
            return null;
        }

        var shown = tasks.Take(MostTasks).Select((t, i) => t with { Line = i + 1 }).ToList();
        var invitation = await invitations.InviteAsync(receiver, digestId, [.. shown.Select(t => new AskedTask(t.Line, t.Mail.InstanceId!.Value, t.Task.Id))], cancellationToken);
        var model = new JsonObject
        {
            ["receiver"] = new JsonObject { ["id"] = receiver.PersonId, ["name"] = receiver.Name },
            ["count"] = tasks.Count,
            ["overdue"] = tasks.Count(t => t.Task.DueAt <= clock.Now),
            ["more"] = tasks.Count - shown.Count,
            ["tasks"] = new JsonArray([.. shown.Select(t => Task(t, invitation, receiver))]),
            ["notices"] = new JsonArray([.. notices.Select(n => new JsonObject { ["subject"] = n.Subject, ["link"] = n.InstanceId is { } id ? letters.Link($"tickets/{id}") : null })]),
            ["link"] = letters.Link("inbox"),
        };
        return (composer.Compose(package: null, Template, receiver.Language, model), invitation);
    }

    /// <summary>Each open task once, told by the latest mail about it.</summary>
    private async Task<List<Item>> OpenAsync(IReadOnlyList<OutgoingMail> mails, Receiver receiver, CancellationToken cancellationToken)
    {
        var items = new List<Item>();
        foreach (var mail in mails.Where(m => m is { TaskId: not null, InstanceId: not null }).GroupBy(m => m.TaskId).Select(same => same.Last()))
        {
            if (await invitations.OpenTaskAsync(new AskedTask(0, mail.InstanceId!.Value, mail.TaskId!.Value), receiver.PersonId!, cancellationToken) is { } open)
            {
                items.Add(new Item(0, mail, open.Task));
            }
        }

        return [.. items.OrderBy(i => i.Task.DueAt ?? DateTimeOffset.MaxValue).ThenBy(i => i.Mail.CreatedAt)];
    }

    private JsonObject Task(Item item, Invitation? invitation, Receiver receiver)
    {
        var invited = invitation?.Tasks.FirstOrDefault(t => t.Line == item.Line);
        return new JsonObject
        {
            ["line"] = item.Line,
            ["subject"] = item.Mail.Subject,
            ["due"] = item.Task.DueAt?.ToString("O"),
            ["overdue"] = item.Task.DueAt <= clock.Now,
            ["words"] = invited is { ByReply: true } ? MailLetters.Words(invited.Outcomes, receiver.Language) : null,
            ["link"] = letters.Link($"tasks/{item.Task.Id}"),
            ["decide"] = invited is { LinkSecret: not null } ? letters.Link($"decide/{invitation!.LinkPlace(invited)}?lang={receiver.Language}") : null,
        };
    }

    private sealed record Item(int Line, OutgoingMail Mail, HumanTask Task);
}
