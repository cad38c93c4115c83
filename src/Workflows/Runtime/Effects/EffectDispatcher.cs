using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Runtime.Events;
using Workflows.Runtime.Instances;
using Workflows.Runtime.Outbox;

namespace Workflows.Runtime.Effects;

/// <summary>Knows who does which wish: other instances and events are done here, mail and work by the handlers that the host registered.</summary>
/// <param name="scopes">Where handlers come from; each wish gets its own scope.</param>
/// <param name="runner">Carries out the commands that follow.</param>
/// <param name="store">Tells how a child stands.</param>
/// <param name="events">Delivers events.</param>
public sealed class EffectDispatcher(IServiceScopeFactory scopes, ICommandRunner runner, IInstanceStore store, EventDelivery events)
{
    private static readonly Actor By = Actor.System("outbox");

    /// <summary>Does a wish and, for work, resumes what waits for it.</summary>
    internal async Task<EffectResult> DispatchAsync(LeasedEffect leased, CancellationToken cancellationToken)
    {
        switch (leased.Effect)
        {
            case StartChild child:
                return await StartChildAsync(child, leased, cancellationToken).ConfigureAwait(false);
            case CancelChild child:
                return Settled(await CancelChildAsync(child.Id, child.ChildId, child.Reason, cancellationToken).ConfigureAwait(false));
            case ResumeParent parent:
                return await ResumeParentAsync(parent, cancellationToken).ConfigureAwait(false);
            case PublishEvent published:
                await events.DeliverAsync(published.Id, published.EventName, published.CorrelationId, published.Payload, published.OnlyInstanceId, cancellationToken).ConfigureAwait(false);
                return new EffectResult.Done();
            case DoWork work:
                return await WorkAsync(work, leased, cancellationToken).ConfigureAwait(false);
            case SendMail mail:
                using (var scope = scopes.CreateScope())
                {
                    var handler = scope.ServiceProvider.GetService<IEffectHandler<SendMail>>();
                    return handler is null
                        ? new EffectResult.Park("No mail handler is registered in this host.")
                        : await handler.HandleAsync(mail, leased.Context, cancellationToken).ConfigureAwait(false);
                }

            default:
                return new EffectResult.Park($"Nobody does {leased.Effect.GetType().Name}.");
        }
    }

    /// <summary>The last attempt has failed: what waits for the wish faults; a wish that nobody waits for is parked.</summary>
    internal async Task<EffectResult> GiveUpAsync(LeasedEffect leased, string reason, CancellationToken cancellationToken)
    {
        var bookmark = leased.Effect switch
        {
            DoWork work => work.BookmarkId,
            StartChild child => child.BookmarkId,
            _ => null,
        };
        if (bookmark is null)
        {
            return new EffectResult.Park(reason);
        }

        var outcome = await FailBookmarkAsync(leased.Effect.Id, leased.Context.InstanceId, bookmark.Value, reason, cancellationToken).ConfigureAwait(false);
        return Settled(outcome);
    }

    private async Task<EffectResult> WorkAsync(DoWork work, LeasedEffect leased, CancellationToken cancellationToken)
    {
        EffectResult result;
        using (var scope = scopes.CreateScope())
        {
            var handler = scope.ServiceProvider.GetServices<IWorkHandler>().FirstOrDefault(h => h.Work == work.Work);
            result = handler is not null
                ? await handler.HandleAsync(work, leased.Context, cancellationToken).ConfigureAwait(false)
                : work.Work == "Elsa.RunTask"
                    ? new EffectResult.HandedOver()
                    : new EffectResult.Park($"This host has no handler for work of the type {work.Work}.");
        }

        return result switch
        {
            EffectResult.Done done => Settled(await ResumeAsync(work.Id, leased.Context.InstanceId, work.BookmarkId, done.Payload, cancellationToken).ConfigureAwait(false)),
            EffectResult.Park park => await GiveUpAsync(leased, park.Reason, cancellationToken).ConfigureAwait(false),
            _ => result,
        };
    }

    private async Task<EffectResult> StartChildAsync(StartChild child, LeasedEffect leased, CancellationToken cancellationToken)
    {
        var parent = child is { BookmarkId: { } bookmark, WaitsForStartOnly: false } ? new ParentLink(leased.Context.InstanceId, bookmark) : null;
        var start = new StartInstance(child.Id, child.ChildId, By, child.Input, child.CorrelationId, Parent: parent);
        var outcome = await runner.StartAsync(child.DefinitionId, start, null, cancellationToken).ConfigureAwait(false);
        if (outcome.Refusal is { } refusal)
        {
            return await GiveUpAsync(leased, refusal.Message.En, cancellationToken).ConfigureAwait(false);
        }

        return child.BookmarkId is { } waiting
            ? Settled(await TellAsync(child, leased.Context.InstanceId, waiting, cancellationToken).ConfigureAwait(false))
            : new EffectResult.Done();
    }

    /// <summary>
    /// A parent that waits for the start only is told now. One that was cancelled while its child was being started wished to cancel a child that was not there yet:
    /// what it does not wait for any more is cancelled now.
    /// </summary>
    private async Task<CommandOutcome?> TellAsync(StartChild child, Guid parentId, Guid bookmarkId, CancellationToken cancellationToken)
    {
        var started = await store.LoadAsync(child.ChildId, cancellationToken).ConfigureAwait(false)
            ?? throw new InvalidOperationException($"Instance {child.ChildId} was started and cannot be found.");
        if (child.WaitsForStartOnly)
        {
            return await ResumeAsync(child.Id, parentId, bookmarkId, ChildResult.Of(started), cancellationToken).ConfigureAwait(false);
        }

        var parent = started.Status == InstanceStatus.Running ? await store.LoadAsync(parentId, cancellationToken).ConfigureAwait(false) : null;
        return parent is not null && parent.Bookmarks.All(b => b.Id != bookmarkId)
            ? await CancelChildAsync(child.Id, child.ChildId, "not needed any more", cancellationToken).ConfigureAwait(false)
            : null;
    }

    private Task<CommandOutcome> CancelChildAsync(Guid effectId, Guid childId, string reason, CancellationToken cancellationToken) =>
        runner.RunAsync(new CancelInstance(DerivedId.From(effectId, "cancel"), childId, By, reason), cancellationToken);

    private async Task<EffectResult> ResumeParentAsync(ResumeParent parent, CancellationToken cancellationToken) =>
        Settled(await ResumeAsync(parent.Id, parent.ParentInstanceId, parent.BookmarkId, parent.Result, cancellationToken).ConfigureAwait(false));

    private Task<CommandOutcome> ResumeAsync(Guid effectId, Guid instanceId, Guid bookmarkId, JsonNode? payload, CancellationToken cancellationToken) =>
        runner.RunAsync(new ResumeBookmark(DerivedId.From(effectId, "resume"), instanceId, By, bookmarkId, payload), cancellationToken);

    private Task<CommandOutcome> FailBookmarkAsync(Guid effectId, Guid instanceId, Guid bookmarkId, string reason, CancellationToken cancellationToken) =>
        runner.RunAsync(new FailBookmark(DerivedId.From(effectId, "fail"), instanceId, By, bookmarkId, reason), cancellationToken);

    /// <summary>A bookmark that is burnt needs nothing any more; an instance that is too busy is tried again.</summary>
    private static EffectResult.Done Settled(CommandOutcome? outcome) => outcome?.Refusal?.Code == Refusals.Busy.Code
        ? throw new InvalidOperationException(outcome.Refusal.Message.En)
        : new EffectResult.Done();
}
