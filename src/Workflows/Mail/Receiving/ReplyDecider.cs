using System.Collections.Immutable;
using Workflows.Core;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Runtime.Mails;
using Workflows.Runtime.Queries;

namespace Workflows.Mail.Receiving;

/// <summary>Decides one task as the lines of an answer say, when nothing is in doubt. Its sender is known here; again with the same lines it comes to the same.</summary>
internal sealed class ReplyDecider(MailDecisions decisions, IInstanceQueries queries, IReplyAttachments attachments)
{
    private const int MostAttachments = 20;
    private static readonly Actor Machine = Actor.System("mail");

    /// <summary>The task of a key as it is now; <see langword="null"/> when it is gone.</summary>
    public Task<TaskDetail?> TaskAsync(DecisionKey key, CancellationToken cancellationToken) => queries.FindTaskAsync(Machine, key.TaskId, cancellationToken);

    /// <summary>Decides.</summary>
    /// <param name="key">The key.</param>
    /// <param name="detail">Its task.</param>
    /// <param name="written">What its sender wrote about it.</param>
    /// <param name="mail">The mail, for its attachments; <see langword="null"/> when they may belong to another task.</param>
    /// <param name="source">What is kept with the decision.</param>
    /// <param name="cancellationToken">Stops between two steps.</param>
    public async Task<LineVerdict> DecideAsync(DecisionKey key, TaskDetail detail, IReadOnlyList<string> written, ReceivedMail? mail, DecisionSource source, CancellationToken cancellationToken)
    {
        var task = detail.Task;
        LineVerdict Not(Refusal why, bool asksAgain = false) => new(key, detail, false, why.Code, why.Message, asksAgain);
        var choices = task.Outcomes.Where(o => key.Outcomes.Contains(o.Name)).ToImmutableArray();
        if (choices.IsEmpty)
        {
            return Not(MailRefusals.OnThePage); // the task has moved to a version with other buttons
        }

        if (ReplyReader.Read(written, choices) is not ReplyReading.Decided decided || (key.Line > 0 && ReplyLineReader.NamesAnother(written[0])))
        {
            var doubt = ReplyReader.Read(written, choices) is ReplyReading.Unclear unclear ? unclear.Why : ReplyDoubt.Contradiction;
            return task.IsOpen
                ? Not(new Refusal("mail.unclear", key.Line == 0 ? ReplyTexts.Unclear(doubt, choices) : ReplyTexts.UnclearLine(doubt, choices)), asksAgain: true)
                : Not(await WhoWasFasterAsync(key, choices[0].Name, source, cancellationToken));
        }

        if (task.IsOpen && await HasChangedAsync(key, cancellationToken))
        {
            return Not(new Refusal("mail.changed", ReplyTexts.Changed));
        }

        if (mail is not null && task.IsOpen && decisions.ActorOf(key) is { } actor)
        {
            await KeepAttachmentsAsync(actor, task.Id, mail, cancellationToken);
        }

        var outcome = await decisions.DecideAsync(key, decided.Outcome.Name, decided.Comment, source, cancellationToken);
        return outcome.Refusal is { } refusal
            ? Not(refusal, asksAgain: task.IsOpen && refusal.Code == "task.comment-required")
            : new LineVerdict(key, detail, true, "mail.decided", key.Line == 0 ? ReplyTexts.Decided(task, decided.Outcome) : ReplyTexts.DecidedLine(decided.Outcome));
    }

    private async Task KeepAttachmentsAsync(Actor by, Guid taskId, ReceivedMail mail, CancellationToken cancellationToken)
    {
        foreach (var part in mail.Attachments.Take(MostAttachments))
        {
            using var content = new MemoryStream();
            await part.Content!.DecodeToAsync(content, cancellationToken);
            content.Position = 0;
            await attachments.KeepAsync(by, taskId, MailAddresses.OneLine(part.FileName ?? "attachment"), content, cancellationToken);
        }
    }

    /// <summary>Too late and unclear: what the engine says of a task that is closed ("already decided by … at …") is what its sender needs to know.</summary>
    private async Task<Refusal> WhoWasFasterAsync(DecisionKey key, string outcome, DecisionSource source, CancellationToken cancellationToken) =>
        (await decisions.DecideAsync(key with { Id = Guid.CreateVersion7() }, outcome, null, source, cancellationToken)).Refusal ?? MailRefusals.OnThePage;

    /// <summary>Whether something has happened since the mail that its reader cannot know and that may change their mind; what others decided beside them does not count.</summary>
    private async Task<bool> HasChangedAsync(DecisionKey key, CancellationToken cancellationToken) =>
        await queries.FindInstanceAsync(Machine, key.InstanceId, cancellationToken) is { } detail
        && detail.Instance.Revision != key.Revision
        && detail.History.Any(entry => entry.At > key.StateAt
            && (entry.Event is VariableEdited or TokenMoved or InstanceMigrated || (entry.Event is CommentAdded comment && comment.By.PersonId != key.PersonId)));
}
