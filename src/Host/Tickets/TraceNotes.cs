using System.Globalization;
using Designer.Editing.Outlines;
using Designer.Studio.Drawing;
using Host.Shell;
using Host.Tasks;
using Workflows.Core;
using Workflows.Core.Instances;

namespace Host.Tickets;

/// <summary>What stands at the steps of a ticket's drawing: who decided and when, or who has it and until when.</summary>
public static class TraceNotes
{
    /// <summary>One note for each human step that was reached; of a step that was reached often, the last time.</summary>
    /// <param name="outline">The drawing.</param>
    /// <param name="tasks">All tasks of the ticket.</param>
    /// <param name="names">Calls people by their names.</param>
    public static IReadOnlyDictionary<string, FlowNote> Of(DiagramOutline outline, IEnumerable<HumanTask> tasks, Naming names)
    {
        ArgumentNullException.ThrowIfNull(outline);
        ArgumentNullException.ThrowIfNull(names);
        return (from task in tasks
                let node = outline.Find(task.ActivityId)
                where node is not null
                group task by node.Id into step
                let note = Note([.. step], names)
                where note is not null
                select (step.Key, note)).ToDictionary(n => n.Key, n => new FlowNote(n.note), StringComparer.Ordinal);
    }

    private static LocalizedText? Note(IReadOnlyList<HumanTask> tasks, Naming names)
    {
        var open = tasks.Where(t => t.IsOpen).ToList();
        if (open.Count > 0)
        {
            var who = open.Count > 1 ? new($"{open.Count} 人", $"{open.Count} people") : open[0].Assignee is { } assignee ? names.Person(assignee) : new LocalizedText("待认领", "unclaimed");
            return open.Min(t => t.DueAt) is { } due ? new($"{who.Zh}，时限 {Short(due)}", $"{who.En}, due {Short(due)}") : who;
        }

        return tasks.Where(t => t.State is HumanTaskState.Completed or HumanTaskState.TimedOut).MaxBy(t => t.ClosedAt) is { ClosedAt: { } at } last
            ? Decided(last, at, names)
            : null;
    }

    private static LocalizedText Decided(HumanTask task, DateTimeOffset at, Naming names)
    {
        var who = task.State == HumanTaskState.TimedOut || task.ClosedBy is null ? Naming.System : names.Actor(task.ClosedBy);
        return new($"{who.Zh} {Short(at)}", $"{who.En} {Short(at)}");
    }

    private static string Short(DateTimeOffset at) => Instants.Local(at).ToString("MM-dd HH:mm", CultureInfo.InvariantCulture);
}
