using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Workflows.Runtime.Events;
using Workflows.Runtime.Instances;

namespace Workflows.Storage.Audit;

/// <summary>
/// Publishes the head of the last sealed day for whoever sends it outside; the heads of days before follow from it. Without an address it says nothing. Told again after a crash,
/// the event has the same id, and nothing happens twice.
/// </summary>
/// <param name="events">Delivers the event.</param>
/// <param name="options">The address.</param>
internal sealed class HeadTeller(EventDelivery events, IOptions<StorageOptions> options)
{
    /// <summary>The event.</summary>
    public const string EventName = "AuditDaySealed";

    private string? _told;

    /// <summary>Tells of a seal, unless that was done before. One that nobody listened to is told of again.</summary>
    /// <param name="seal">The last seal; <see langword="null"/> = no day was sealed yet.</param>
    /// <param name="cancellationToken">Gives up; told again later.</param>
    public async Task TellAsync(SealRow? seal, CancellationToken cancellationToken)
    {
        if (seal is null || seal.Day == _told || options.Value.MailHeadsTo is not { Length: > 0 } to)
        {
            return;
        }

        var head = Convert.ToHexStringLower(seal.Head);
        var payload = new JsonObject { ["day"] = seal.Day, ["steps"] = seal.Steps, ["head"] = head, ["to"] = to };
        var receipt = await events.DeliverAsync(DerivedId.From($"{EventName} {seal.Day} {head}"), EventName, null, payload, cancellationToken: cancellationToken).ConfigureAwait(false);
        _told = receipt.Started + receipt.Resumed > 0 ? seal.Day : null;
    }
}
