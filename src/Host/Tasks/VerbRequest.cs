using Workflows.Core.Instances;
using Workflows.Core.Organisation;

namespace Host.Tasks;

/// <summary>A verb with what was answered to its questions.</summary>
/// <param name="Verb">The verb.</param>
/// <param name="People">Person ids, where people are asked for.</param>
/// <param name="Text">Reason, note or comment.</param>
/// <param name="Position">Where added signers come in.</param>
/// <param name="ActivityId">The step that it is sent back to.</param>
/// <param name="Mode">How the flow goes on afterwards.</param>
public sealed record VerbRequest(TaskVerb Verb, IReadOnlyList<string> People, string? Text, SignerPosition Position = SignerPosition.Before, string? ActivityId = null, SendBackMode Mode = SendBackMode.WalkAgain)
{
    /// <summary>The intention in a word: asked again without an answer in between, it is the same command.</summary>
    public string Intention => $"{Verb}:{string.Join(',', People)}:{Position}:{ActivityId}:{Mode}:{Text}";

    /// <summary>The command for a task.</summary>
    public InstanceCommand ToCommand(Guid commandId, Actor by, HumanTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        return Verb switch
        {
            TaskVerb.Delegate => new DelegateTask(commandId, task.InstanceId, by, task.Id, People.Count > 0 ? People[0] : "", Text),
            TaskVerb.AddSigners => new AddSigners(commandId, task.InstanceId, by, task.Id, People, Position, Text),
            TaskVerb.SendBack => new SendBack(commandId, task.InstanceId, by, task.Id, ActivityId ?? "", Mode, Text),
            TaskVerb.Copy => new CopyInstance(commandId, task.InstanceId, by, People, Text),
            TaskVerb.Urge => new UrgeTask(commandId, task.InstanceId, by, task.Id, Text),
            _ => new CommentOnInstance(commandId, task.InstanceId, by, task.Id, Text ?? ""),
        };
    }
}
