using System.Text;
using System.Text.Json.Nodes;
using Workflows.Core.Definitions;
using Workflows.Core.Instances;

namespace Workflows.Core.Tests.Recorded;

/// <summary>What earlier releases have stored is read by this one, and goes on as it did there.</summary>
public sealed class RecordedHistoriesTests
{
    public static TheoryData<string> Recordings => [.. Recording.All()];

    [Theory]
    [MemberData(nameof(Recordings))]
    public void Every_member_that_was_stored_is_read_and_would_be_stored_again(string path)
    {
        foreach (var step in Recording.Read(path).Steps)
        {
            AssertHolds(step.Instance, JsonNode.Parse(InstanceSerializer.Write(step.ReadInstance())), "instance");
            foreach (var (stored, read) in step.Events.Zip(step.ReadEvents()))
            {
                AssertHolds(stored, JsonNode.Parse(InstanceSerializer.Write(read)), "event");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Recordings))]
    public void A_stored_instance_goes_on_with_what_people_did_next(string path)
    {
        var recording = Recording.Read(path);
        var played = 0;
        foreach (var (before, after) in recording.Steps.Zip(recording.Steps.Skip(1)))
        {
            if (after.ReadEvents().OfType<TaskCompleted>().FirstOrDefault(e => !e.ByMachine) is { } done)
            {
                AssertGoesOn(recording, before.ReadInstance(), after.ReadInstance(), done);
                played++;
            }
        }

        Assert.NotEqual(0, played);
    }

    [Theory]
    [MemberData(nameof(Recordings))]
    public void A_history_folds_to_every_state_that_was_stored(string path)
    {
        var steps = Recording.Read(path).Steps;
        foreach (var (step, count) in steps.Select((s, i) => (s, i + 1)))
        {
            Assert.Equal(Encoding.UTF8.GetString(HistoryFold.Of(step.ReadInstance())), Encoding.UTF8.GetString(HistoryFold.Fold(steps.Take(count).Select(s => s.ReadEvents().ToList()))));
            Assert.Equal(step.Step.Delta is null ? "" : step.Stored, Encoding.UTF8.GetString(StateDelta.Fold(steps.Take(count).Select(s => s.Step))));
        }

        Assert.Equal(path.StartsWith("1.0/", StringComparison.Ordinal), steps.All(s => s.Step.Delta is null));
    }

    private static void AssertGoesOn(Recording recording, WorkflowInstance before, WorkflowInstance after, TaskCompleted done)
    {
        var command = new CompleteTask(new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), before.Id, done.By, done.TaskId, done.Outcome, done.Data, done.Comment);
        var decision = Engine.Decide(recording.Package, before, command, new DecisionContext(after.UpdatedAt, recording.World.Organisation, recording.World.Calendar));

        Assert.True(decision.Refusal is null, decision.Refusal?.Message.En + string.Join(' ', decision.Refusal?.Fields.Select(f => f.Message.En) ?? []));
        Assert.Equal((after.Status, after.SubStatus, after.Revision), (decision.Next!.Status, decision.Next.SubStatus, decision.Next.Revision));
        Assert.Equal(after.Tasks.Select(t => (t.ActivityId, t.Assignee, t.DueAt)), decision.Next.Tasks.Select(t => (t.ActivityId, t.Assignee, t.DueAt)));
        Assert.Equal(after.Timers.Select(t => (t.Purpose, t.DueAt)), decision.Next.Timers.Select(t => (t.Purpose, t.DueAt)));
        Assert.True(JsonNode.DeepEquals(after.Execution.Variables, decision.Next.Execution.Variables));
    }

    /// <summary>Everything recorded is there with the same value; a later release may have more.</summary>
    private static void AssertHolds(JsonNode? recorded, JsonNode? now, string path)
    {
        switch (recorded)
        {
            case JsonObject members:
                Assert.All(members, m => AssertHolds(m.Value, (now as JsonObject)?[m.Key], $"{path}.{m.Key}"));
                break;
            case JsonArray items:
                Assert.True(now is JsonArray same && same.Count == items.Count, $"{path}: {recorded.ToJsonString()} became {now?.ToJsonString()}");
                Assert.All(items.Select((item, i) => (item, i)), x => AssertHolds(x.item, now![x.i], $"{path}[{x.i}]"));
                break;
            default:
                Assert.True(JsonNode.DeepEquals(recorded, now), $"{path}: {recorded?.ToJsonString()} became {now?.ToJsonString()}");
                break;
        }
    }
}
