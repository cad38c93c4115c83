using System.Text.Json.Nodes;
using Workflows.Core.Definitions;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;

namespace Workflows.Core.Simulation;

/// <summary>
/// 试运行: a definition played move by move by somebody who takes everybody's part, on a virtual clock. The engine is the real one; nothing leaves the
/// memory: mails and work of the outside world are only noted. Every move can be taken back. Belongs to one thread.
/// </summary>
public sealed class Trial
{
    /// <summary>How many moves a trial may have: each keeps the state before it.</summary>
    public const int MostMoves = 500;

    private static readonly Refusal TooLong = new("trial.too-long", new(
        $"已经走了 {MostMoves} 步，请退回几步或重新开始。",
        $"{MostMoves} moves have been made; take some back or start again."));

    private static readonly Refusal NothingDue = new("trial.nothing-due", new(
        "没有到时会触发的时限或等待，时钟不用前进。",
        "Nothing waits for time; the clock has nowhere to go."));

    private readonly Stack<VirtualHost> _before = new();

    private Trial(VirtualHost host, Guid id) => (Host, Id) = (host, id);

    /// <summary>The world as it is after the last move. Read it; moves go through the trial.</summary>
    public VirtualHost Host { get; private set; }

    /// <summary>The instance that is tried.</summary>
    public Guid Id { get; }

    /// <summary>The instance as it is now.</summary>
    public WorkflowInstance Instance => Host.Instance(Id);

    /// <summary>How many moves can be taken back.</summary>
    public int Moves => _before.Count;

    /// <summary>Begins a trial.</summary>
    /// <param name="packages">What is tried, first; then others that it may start.</param>
    /// <param name="world">The world to play in.</param>
    /// <param name="input">Values of its inputs.</param>
    /// <param name="by">Who starts it.</param>
    /// <param name="triggerActivityId">The trigger that starts it; <see langword="null"/> = the start of the flow.</param>
    public static Trial Begin(IReadOnlyList<WorkflowPackage> packages, VirtualWorld world, JsonObject input, Actor by, string? triggerActivityId = null)
    {
        ArgumentNullException.ThrowIfNull(packages);
        var host = new VirtualHost(packages, world);
        return new Trial(host, host.Start(packages[0].Definition.DefinitionId, input, by, triggerActivityId: triggerActivityId));
    }

    /// <summary>Gives a command. A refused one changes nothing and is no move.</summary>
    /// <param name="command">Makes the command, given the id that it is to have.</param>
    /// <returns>Why it was refused; <see langword="null"/> = it was carried out.</returns>
    public Refusal? Do(Func<Guid, InstanceCommand> command)
    {
        ArgumentNullException.ThrowIfNull(command);
        return Move(host => host.Do(command(host.NextId())));
    }

    /// <summary>Answers a piece of work in place of the outside world.</summary>
    /// <param name="work">One of <see cref="VirtualHost.Work"/>.</param>
    /// <param name="result">What it brings.</param>
    public Refusal? CompleteWork(OutstandingWork work, JsonNode? result) => Move(host => host.CompleteWork(work, result?.DeepClone()));

    /// <summary>Lets a piece of work fail.</summary>
    /// <param name="work">One of <see cref="VirtualHost.Work"/>.</param>
    /// <param name="message">What goes wrong.</param>
    public Refusal? FailWork(OutstandingWork work, string message) => Move(host => host.FailWork(work, message));

    /// <summary>Publishes an event of the outside world.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="payload">What it carries.</param>
    public Refusal? Publish(string name, JsonNode? payload) => Move(host =>
    {
        host.Publish(name, payload?.DeepClone());
        return null;
    });

    /// <summary>Moves the clock to the next timer and lets it fire.</summary>
    public Refusal? Advance() => Move(host => host.FireNext() ? null : NothingDue);

    /// <summary>Takes the last move back, as if it had never been made.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Undo()
    {
        if (!_before.TryPop(out var before))
        {
            return false;
        }

        Host = before;
        return true;
    }

    /// <summary>Makes a move in a copy of the world, which becomes the world only when the move was not refused.</summary>
    private Refusal? Move(Func<VirtualHost, Refusal?> move)
    {
        if (Moves == MostMoves)
        {
            return TooLong;
        }

        var next = Host.Copy();
        if (move(next) is { } refusal)
        {
            return refusal;
        }

        _before.Push(Host);
        Host = next;
        return null;
    }
}
