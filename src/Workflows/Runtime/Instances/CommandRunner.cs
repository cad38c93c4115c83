using Workflows.Core;
using Workflows.Core.Definitions;
using Workflows.Core.Instances;
using Workflows.Runtime.Definitions;

namespace Workflows.Runtime.Instances;

/// <summary>Loads, asks the guards, decides, commits. The only place where the engine meets the database.</summary>
/// <param name="store">The instances.</param>
/// <param name="catalog">The packages.</param>
/// <param name="decider">The engine with its clock.</param>
/// <param name="guards">Checks that look at more than the instance.</param>
/// <param name="numbers">Human numbers.</param>
/// <param name="announcer">Tells the others afterwards.</param>
public sealed class CommandRunner(
    IInstanceStore store,
    IDefinitionCatalog catalog,
    StepDecider decider,
    IEnumerable<ICommandGuard> guards,
    TicketNumbers numbers,
    StepAnnouncer announcer) : ICommandRunner
{
    private const int MaxTries = 8;

    private readonly ICommandGuard[] _guards = [.. guards];
    private readonly KeyedLock _lock = new();

    /// <inheritdoc/>
    public async Task<CommandOutcome> RunAsync(InstanceCommand command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (command is StartInstance)
        {
            throw new ArgumentException("A start names its definition: use StartAsync.", nameof(command));
        }

        using var _ = await _lock.TakeAsync(command.InstanceId, cancellationToken).ConfigureAwait(false);
        for (var attempt = 1; attempt <= MaxTries; attempt++)
        {
            var instance = await store.LoadAsync(command.InstanceId, cancellationToken).ConfigureAwait(false);
            if (instance is null)
            {
                return await RefuseAsync(command, 0, Refusals.InstanceNotFound, cancellationToken).ConfigureAwait(false);
            }

            if (await AskGuardsAsync(command, instance, cancellationToken).ConfigureAwait(false) is { } objection)
            {
                return await RefuseAsync(command, instance.Revision, objection, cancellationToken).ConfigureAwait(false);
            }

            var package = await catalog.FindAsync(instance.DefinitionId, instance.DefinitionVersion, cancellationToken).ConfigureAwait(false)
                ?? throw new InvalidOperationException($"Instance {instance.Id} is pinned to {instance.DefinitionId} version {instance.DefinitionVersion}, which the catalogue does not hold.");
            if (await TryStepAsync(package, instance, command, null, cancellationToken).ConfigureAwait(false) is { } outcome)
            {
                return outcome;
            }
        }

        return await RefuseAsync(command, 0, Refusals.Busy, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<CommandOutcome> StartAsync(string definitionId, StartInstance command, int? version = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(definitionId);
        ArgumentNullException.ThrowIfNull(command);
        var package = await catalog.FindAsync(definitionId, version, cancellationToken).ConfigureAwait(false);
        if (package is null)
        {
            return await RefuseAsync(command, 0, Refusals.DefinitionNotFound(definitionId, version), cancellationToken).ConfigureAwait(false);
        }

        using var _ = await _lock.TakeAsync(command.InstanceId, cancellationToken).ConfigureAwait(false);
        var prefix = command.Number is null ? package.Definition.NumberPrefix : null;
        for (var attempt = 1; attempt <= MaxTries; attempt++)
        {
            var number = prefix is null ? null : await numbers.NextAsync(prefix, decider.Today, cancellationToken).ConfigureAwait(false);
            var numbered = number is null ? command : command with { Number = number.ToString() };
            if (await TryStepAsync(package, null, numbered, number, cancellationToken).ConfigureAwait(false) is { } outcome)
            {
                return await GiveBackUnusedAsync(number, outcome, cancellationToken).ConfigureAwait(false);
            }

            // Either the instance exists already, or another process has taken the number.
            if (await store.LoadAsync(command.InstanceId, cancellationToken).ConfigureAwait(false) is not null)
            {
                var refused = await RefuseAsync(command, 0, Refusals.InstanceExists, cancellationToken).ConfigureAwait(false);
                return await GiveBackUnusedAsync(number, refused, cancellationToken).ConfigureAwait(false);
            }

            if (number is not null)
            {
                await numbers.ForgetAsync(number, cancellationToken).ConfigureAwait(false);
            }
        }

        return await RefuseAsync(command, 0, Refusals.Busy, cancellationToken).ConfigureAwait(false);
    }

    private async Task<CommandOutcome> GiveBackUnusedAsync(TakenNumber? number, CommandOutcome outcome, CancellationToken cancellationToken)
    {
        if (number is not null && (outcome.Replayed || !outcome.Accepted))
        {
            await numbers.GiveBackAsync(number, cancellationToken).ConfigureAwait(false);
        }

        return outcome;
    }

    /// <summary>Decides and commits once.</summary>
    /// <returns>The outcome; <see langword="null"/> when the state was stale and the step must be decided again.</returns>
    private async Task<CommandOutcome?> TryStepAsync(WorkflowPackage package, WorkflowInstance? instance, InstanceCommand command, TakenNumber? number, CancellationToken cancellationToken)
    {
        var (decision, at) = decider.Decide(package, instance, command);
        if (decision.Refusal is { } refusal)
        {
            return await RefuseAsync(command, instance?.Revision ?? 0, refusal, cancellationToken).ConfigureAwait(false);
        }

        var step = new Step(command, instance, decision, at, number);
        switch (await store.CommitAsync(step, cancellationToken).ConfigureAwait(false))
        {
            case CommitResult.Committed:
                announcer.Announce(step);
                return new CommandOutcome(command.CommandId, command.InstanceId, decision.Next!.Revision, null);
            case CommitResult.Duplicate:
                return await ReplayAsync(command, cancellationToken).ConfigureAwait(false)
                    ?? throw new InvalidOperationException($"Command {command.CommandId} was reported as carried out, but there is no record of it.");
            default:
                return null;
        }
    }

    private async ValueTask<Refusal?> AskGuardsAsync(InstanceCommand command, WorkflowInstance instance, CancellationToken cancellationToken)
    {
        foreach (var guard in _guards)
        {
            if (await guard.CheckAsync(command, instance, cancellationToken).ConfigureAwait(false) is { } objection)
            {
                return objection;
            }
        }

        return null;
    }

    /// <summary>A refusal, unless the command was carried out before: then its first outcome.</summary>
    private async Task<CommandOutcome> RefuseAsync(InstanceCommand command, long revision, Refusal refusal, CancellationToken cancellationToken) =>
        await ReplayAsync(command, cancellationToken).ConfigureAwait(false)
            ?? new CommandOutcome(command.CommandId, command.InstanceId, revision, refusal);

    private async Task<CommandOutcome?> ReplayAsync(InstanceCommand command, CancellationToken cancellationToken)
    {
        if (await store.FindCommandAsync(command.CommandId, cancellationToken).ConfigureAwait(false) is not { } record)
        {
            return null;
        }

        var same = record.Subject == CommandSubject.Of(command) && (command is StartInstance || record.InstanceId == command.InstanceId);
        return same
            ? new CommandOutcome(command.CommandId, record.InstanceId, record.Revision, null, Replayed: true)
            : new CommandOutcome(command.CommandId, command.InstanceId, 0, Refusals.IdReused);
    }
}
