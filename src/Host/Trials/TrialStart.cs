using System.Text.Json.Nodes;
using Workflows.Core;
using Workflows.Core.Definitions;
using Workflows.Core.Simulation;
using Workflows.Runtime.Queries;

namespace Host.Trials;

/// <summary>What a trial can begin with.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Input">Values of the definition's inputs.</param>
/// <param name="By">Id of the person who starts it; <see langword="null"/> = nobody is named.</param>
/// <param name="TriggerActivityId">The trigger that starts it; <see langword="null"/> = the start of the flow.</param>
public sealed record TrialStart(LocalizedText Title, JsonObject Input, string? By, string? TriggerActivityId)
{
    /// <summary>The samples that a workflow folder brings: the beginnings of its scenarios. One that cannot be read is left out; the list of problems tells of it.</summary>
    /// <param name="files">The folder.</param>
    public static IReadOnlyList<TrialStart> Samples(IReadOnlyDictionary<string, string> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        return [.. files.Where(f => Scenario.IsAt(f.Key)).OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => Sample(f.Key, f.Value)).OfType<TrialStart>()];
    }

    /// <summary>Begins as a ticket began.</summary>
    /// <param name="ticket">The ticket, as its reader may see it.</param>
    public static TrialStart Like(InstanceDetail ticket)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        var (header, instance) = (ticket.Item.Header, ticket.Instance);
        return new(LocalizedText.Same(header.Number ?? instance.Id.ToString()[..8]), instance.Input, instance.StartedBy?.Id, null);
    }

    private static TrialStart? Sample(string path, string text)
    {
        try
        {
            var scenario = Scenario.Read(text, path);
            var start = scenario.Source["start"] as JsonObject;
            return new(
                JsonRead.Localized(scenario.Source["title"]) ?? LocalizedText.Same(path),
                start?["input"]?.DeepClone() as JsonObject ?? [],
                JsonRead.Text(start, "by"),
                JsonRead.Text(start, "trigger"));
        }
        catch (DefinitionUnreadableException)
        {
            return null;
        }
    }
}
