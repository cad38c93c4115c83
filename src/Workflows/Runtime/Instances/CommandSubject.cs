using Workflows.Core.Instances;

namespace Workflows.Runtime.Instances;

/// <summary>
/// What a command wants, in one line that is remembered with its id. A command id that comes again with another subject is a
/// mistake of the sender and is refused; payloads are left out, because repeated work of the machine may bring another one.
/// </summary>
public static class CommandSubject
{
    /// <summary>The line for a command.</summary>
    public static string Of(InstanceCommand command)
    {
        ArgumentNullException.ThrowIfNull(command);
        return command switch
        {
            StartInstance => "StartInstance",
            CompleteTask c => $"CompleteTask:{c.TaskId:N}:{c.Outcome}",
            TransferTask c => $"TransferTask:{c.TaskId:N}:{c.ToPersonId}",
            DelegateTask c => $"DelegateTask:{c.TaskId:N}:{c.ToPersonId}",
            SendBack c => $"SendBack:{c.TaskId:N}:{c.ToActivityId}:{c.Mode}",
            AddSigners c => $"AddSigners:{c.TaskId:N}:{c.Position}:{string.Join(',', c.People)}",
            RemoveSigner c => $"RemoveSigner:{c.ActivityId}:{c.Seat}",
            TakeBack c => $"TakeBack:{c.TaskId:N}",
            CommentOnInstance c => $"CommentOnInstance:{c.TaskId:N}",
            CopyInstance c => $"CopyInstance:{string.Join(',', c.People)}",
            TaskCommand c => $"{c.GetType().Name}:{c.TaskId:N}",
            FireTimer c => $"FireTimer:{c.TimerId:N}",
            ResumeBookmark c => $"ResumeBookmark:{c.BookmarkId:N}",
            FailBookmark c => $"FailBookmark:{c.BookmarkId:N}",
            SkipActivity c => $"SkipActivity:{c.ActivityInstanceId:N}",
            MoveToken c => $"MoveToken:{c.ActivityInstanceId:N}:{c.ToActivityId}",
            EditVariable c => $"EditVariable:{c.Name}",
            SetDue c => $"SetDue:{c.TaskId:N}:{c.DueAt.UtcTicks}",
            MigrateInstance c => $"MigrateInstance:{c.To.Definition.Version}",
            RetryIncident c => $"RetryIncident:{c.IncidentId:N}",
            _ => command.GetType().Name,
        };
    }
}
