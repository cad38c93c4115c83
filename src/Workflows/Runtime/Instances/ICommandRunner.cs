using Workflows.Core.Instances;

namespace Workflows.Runtime.Instances;

/// <summary>The only way to change an instance: load, decide, commit. Returns after the step is durable.</summary>
public interface ICommandRunner
{
    /// <summary>Carries out a command on an existing instance.</summary>
    Task<CommandOutcome> RunAsync(InstanceCommand command, CancellationToken cancellationToken = default);

    /// <summary>Starts an instance of a published definition. The runner pins the latest published version (or the one asked for) and, when the definition has a number prefix, gives the next number.</summary>
    /// <param name="definitionId">The definition.</param>
    /// <param name="command">The start command; its <see cref="StartInstance.Number"/> may be left <see langword="null"/>.</param>
    /// <param name="version">A version; <see langword="null"/> = the latest published.</param>
    /// <param name="cancellationToken">Gives up waiting; a step already queued may still be committed.</param>
    Task<CommandOutcome> StartAsync(string definitionId, StartInstance command, int? version = null, CancellationToken cancellationToken = default);
}
