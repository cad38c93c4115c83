using Workflows.Core;

namespace Workflows.Runtime.Instances;

/// <summary>What came of a command. The same command id again gets the same outcome.</summary>
/// <param name="CommandId">The command.</param>
/// <param name="InstanceId">Its instance.</param>
/// <param name="Revision">Revision of the instance after the step; 0 when refused before there was one.</param>
/// <param name="Refusal">Why nothing happened; <see langword="null"/> when something did and is durable.</param>
/// <param name="Replayed">Whether this is the remembered outcome of an earlier delivery of the same command.</param>
public sealed record CommandOutcome(Guid CommandId, Guid InstanceId, long Revision, Refusal? Refusal, bool Replayed = false)
{
    /// <summary>Whether the command was carried out.</summary>
    public bool Accepted => Refusal is null;
}
