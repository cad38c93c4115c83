using System.Text.Json.Nodes;
using Workflows.Core.Instances;

namespace Workflows.Runtime.Effects;

/// <summary>What an effect handler tells the pump. Throwing means "try again, with back-off".</summary>
public abstract record EffectResult
{
    /// <summary>Done; for <see cref="DoWork"/> the bookmark is resumed with <paramref name="Payload"/>.</summary>
    public sealed record Done(JsonNode? Payload = null) : EffectResult;

    /// <summary>Given to somebody else, who will resume the bookmark later (a RunTask of the outside world).</summary>
    public sealed record HandedOver : EffectResult;

    /// <summary>Not yet; does not count as an attempt.</summary>
    public sealed record Snooze(TimeSpan For) : EffectResult;

    /// <summary>Never again: an operator must look. For <see cref="DoWork"/> the activity faults with an incident.</summary>
    public sealed record Park(string Reason) : EffectResult;
}

/// <summary>Where an effect comes from.</summary>
/// <param name="InstanceId">The instance whose step wished it.</param>
/// <param name="Attempt">1 = the first try.</param>
/// <param name="Header">What lists show of the instance.</param>
/// <param name="DefinitionId">The instance's definition.</param>
/// <param name="DefinitionVersion">The version it is pinned to; mail templates come from it.</param>
public sealed record EffectContext(Guid InstanceId, int Attempt, InstanceHeader Header, string DefinitionId, int DefinitionVersion);

/// <summary>Does one kind of effect. Must bear being called again with the same effect id.</summary>
public interface IEffectHandler<in TEffect>
    where TEffect : Effect
{
    /// <summary>Does it.</summary>
    Task<EffectResult> HandleAsync(TEffect effect, EffectContext context, CancellationToken cancellationToken);
}

/// <summary>Does the work of one type of host activity (<see cref="DoWork"/>), chosen by <see cref="Work"/>.</summary>
public interface IWorkHandler
{
    /// <summary>The activity type it serves (<c>ClosedLoop.Screen</c>).</summary>
    string Work { get; }

    /// <summary>Does it; the payload of <see cref="EffectResult.Done"/> becomes the activity's result.</summary>
    Task<EffectResult> HandleAsync(DoWork effect, EffectContext context, CancellationToken cancellationToken);
}
