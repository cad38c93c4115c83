using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;

namespace KillPoints.Tests.Script;

/// <summary>What a day came to, in the database and in the mailboxes.</summary>
internal static partial class Outcome
{
    /// <summary>Every step of every instance, the state it led to, what is left to do, and what became of each answer.</summary>
    public static async Task<string> HistoriesAsync(DayHost host)
    {
        await using var context = await host.ContextAsync();
        var steps = (await context.Steps.OrderBy(s => s.InstanceId).ThenBy(s => s.Revision).ToListAsync()).Select(s => $"{s.InstanceId} {s.Revision} {s.CommandId} {s.Subject} {s.At:O} {s.Actor} {s.Events}");
        var states = await context.InstanceStates.OrderBy(s => s.InstanceId).Select(s => s.State).ToListAsync();
        var rest = $"{await context.Outbox.CountAsync()} wishes, {await context.Timers.CountAsync()} timers, {await context.Tasks.CountAsync(t => t.IsOpen)} open tasks";
        var answers = (await context.IncomingMails.OrderBy(m => m.Uid).ToListAsync()).Select(m => $"{m.Subject} {m.State} {m.Code} {m.IsAnswered}");
        return string.Join('\n', [.. steps, .. states, rest, .. answers]);
    }

    /// <summary>The same without instants: what a dead process had begun is done a little later by the next one.</summary>
    public static string WithoutTime(string histories) => WithoutChance(Instant().Replace(histories, "(instant)"));

    /// <summary>The same without hashes and names of places, and with ids numbered as they appear: the secret of a mail is drawn, and the ids of what is decided by it follow from it.</summary>
    public static string WithoutChance(string histories)
    {
        var ids = new Dictionary<string, int>();
        return Id().Replace(Own().Replace(histories, "(own)"), id => Numbered(id.Value.Replace("-", "", StringComparison.Ordinal)));

        string Numbered(string id)
        {
            ids.TryAdd(id, ids.Count + 1);
            return $"(id {ids[id]})";
        }
    }

    /// <summary>Where it is first not as on the day when nobody died; <see langword="null"/> = nowhere.</summary>
    public static string? Difference(string expected, string actual)
    {
        const int around = 200;
        if (expected == actual)
        {
            return null;
        }

        var same = Math.Max(0, expected.AsSpan().CommonPrefixLength(actual) - around);
        return $"the histories differ at …{Cut(expected, same, 2 * around)}…\nwhich became …{Cut(actual, same, 2 * around)}…";
    }

    /// <summary>The same for mails: none is missing, none has come with two Message-IDs, and one death sends at most one again.</summary>
    public static string? Difference(IReadOnlyCollection<Received> expected, IReadOnlyCollection<Received> actual)
    {
        var (left, right) = (Letters(expected), Letters(actual));
        return !left.SequenceEqual(right) ? $"the mails differ:\n{string.Join('\n', left)}\nbecame\n{string.Join('\n', right)}"
            : actual.Count > expected.Count + 1 ? $"one death sent {actual.Count - expected.Count} mails again"
            : null;
    }

    private static string Cut(string text, int from, int length) => text.Substring(Math.Min(from, text.Length), Math.Min(length, Math.Max(0, text.Length - from)));

    private static List<string> Letters(IReadOnlyCollection<Received> mails) => [.. mails.Distinct().Select(m => $"{m.To}: {m.Subject}").Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[^""\s]*")]
    private static partial Regex Instant();

    [GeneratedRegex("[0-9a-f]{64}|answer@[a-z0-9]+")]
    private static partial Regex Own();

    [GeneratedRegex("[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}")]
    private static partial Regex Id();
}

/// <summary>A mail as it came.</summary>
internal sealed record Received(string MessageId, string To, string Subject);
