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
            ClaimTask c => $"ClaimTask:{c.TaskId:N}",
            ReleaseTask c => $"ReleaseTask:{c.TaskId:N}",
            TransferTask c => $"TransferTask:{c.TaskId:N}:{c.ToPersonId}",
            FireTimer c => $"FireTimer:{c.TimerId:N}",
            ResumeBookmark c => $"ResumeBookmark:{c.BookmarkId:N}",
            FailBookmark c => $"FailBookmark:{c.BookmarkId:N}",
            RetryIncident c => $"RetryIncident:{c.IncidentId:N}",
            _ => command.GetType().Name,
        };
    }
}
