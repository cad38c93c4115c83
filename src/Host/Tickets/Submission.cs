using System.Collections.Immutable;
using Workflows.Core.Definitions;
using Workflows.Core.Forms;
using Workflows.Core.Instances;
using Workflows.Core.Time;

namespace Host.Tickets;

/// <summary>A form as it was handed in.</summary>
/// <param name="Task">The task it was handed in for, with what was accepted.</param>
/// <param name="Form">The form in the version that the instance is pinned to.</param>
public sealed record Submission(HumanTask Task, FormDefinition Form)
{
    /// <summary>All forms handed in, oldest first.</summary>
    /// <param name="tasks">The tasks of an instance, oldest first.</param>
    /// <param name="package">The definition with its forms; without it there is nothing to show.</param>
    public static ImmutableArray<Submission> All(IEnumerable<HumanTask> tasks, WorkflowPackage? package) =>
    [
        .. from task in tasks
           where task is { Submission: not null, FormKey: not null }
           let form = package?.Forms.GetValueOrDefault(task.FormKey!)
           where form is not null
           select new Submission(task, form),
    ];

    /// <summary>The form as it was: judged at the instant when it was handed in, so that what depended on the day still shows.</summary>
    public FormState State()
    {
        var at = (Task.ClosedAt ?? Task.CreatedAt).ToOffset(WorkingCalendar.Default.Offset);
        return FormState.Create(Form, new FormStep(Task.Data, Task.ReadOnlyFields, Task.HiddenFields, at), Task.Submission);
    }

    /// <summary>Whether an evidence file was handed in with it, in whatever field.</summary>
    public bool Holds(Guid fileId) => Task.Submission?.ToJsonString().Contains(fileId.ToString("D"), StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>The last one of each step, oldest first: what holds, without what was sent back.</summary>
    public static ImmutableArray<Submission> Latest(IEnumerable<Submission> all) => [.. all.Reverse().DistinctBy(s => s.Task.ActivityId).Reverse()];
}
