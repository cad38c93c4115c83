using Workflows.Core.Definitions;
using Workflows.Core.Instances;

namespace Workflows.Core;

/// <summary>Decides what a command means for an instance. Reads nothing but its arguments: no clock, no database, no chance.</summary>
public static class Engine
{
    /// <summary>Takes one step.</summary>
    /// <param name="package">The definition that the instance is pinned to, with its forms.</param>
    /// <param name="instance">The instance; <see langword="null"/> only for <see cref="StartInstance"/>.</param>
    /// <param name="command">What is wanted.</param>
    /// <param name="context">Time, organisation, calendar.</param>
    /// <returns>Events, effects and the new state, or a refusal. Faults inside activities are incidents, not exceptions.</returns>
    public static Decision Decide(WorkflowPackage package, WorkflowInstance? instance, InstanceCommand command, DecisionContext context) =>
        throw new NotImplementedException();
}
