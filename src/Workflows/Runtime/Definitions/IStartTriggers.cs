using Workflows.Core.Definitions;

namespace Workflows.Runtime.Definitions;

/// <summary>The start triggers of the latest published versions.</summary>
public interface IStartTriggers
{
    /// <summary>Definitions that an event of this name starts, with the trigger.</summary>
    ValueTask<IReadOnlyList<(string DefinitionId, StartTrigger Trigger)>> ForEventAsync(string eventName, CancellationToken cancellationToken = default);
}
