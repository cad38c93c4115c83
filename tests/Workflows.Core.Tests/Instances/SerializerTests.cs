using System.Text;
using System.Text.Json.Nodes;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Core.Tests.Support;
using static Workflows.Core.Tests.Support.Draw;

namespace Workflows.Core.Tests.Instances;

public sealed class SerializerTests
{
    [Fact]
    public void Every_kind_of_fact_and_wish_comes_back_as_it_was()
    {
        Guid id = new(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        var text = new LocalizedText("中", "en");
        var to = new Recipient(RecipientKind.Superior, null, "4209001", 1);
        InstanceEvent[] events =
        [
            new InstanceStarted("d", 1, "JC20261123-0001", "c", new JsonObject { ["a"] = 1 }),
            new InstanceEnded(InstanceSubStatus.Cancelled, "r"),
            new ActivityEvent(ActivityEventName.Completed, id, id, "a", "W:a", "T", "n", ["Done"], "m"),
            new VariableSet("v", "V", new JsonArray(1)),
            new OutputSet("o", null),
            new LineWritten("行"),
            new TaskCreated(id, "a", "n", text, "p", [new Candidate(null, "r", "u")], Run.Monday, "f", 2),
            new TaskClaimed(id, Run.Officer),
            new TaskReleased(id, Run.Officer),
            new TaskTransferred(id, Run.Officer, "p", "r"),
            new TaskCompleted(id, Run.Officer, "o", "c", [], "f", 1, true),
            new TaskWithdrawn(id, "r"),
            new TaskEscalated(id, 1, "r", [to]),
            new TaskDelegated(id, Run.Officer, "p", "r"),
            new TaskResolved(id, Run.Officer with { OnBehalfOf = new PersonName("p", "人") }, "p", "o"),
            new TaskSentBack(id, Run.Officer, "a", text, SendBackMode.Straight, "c"),
            new TaskTakenBack(id, Run.Officer),
            new TaskUrged(id, Run.Officer, 2, "n"),
            new SignersAdded("a", id, Run.Officer, ["p"], SignerPosition.Before, "r"),
            new SignerRemoved("a", 2, new Candidate("p", null, null), Run.Officer, "r"),
            new ApprovalCarried("a", 1, "p"),
            new ApprovalDecided("a", text, ApprovalVerdict.Rejected, 1, 2, 3, true),
            new InstanceWithdrawn(Run.Officer, "r"),
            new InstanceCopied(Run.Officer, ["p"], "n"),
            new CommentAdded(id, Run.Officer, "t"),
            new TimerScheduled(id, "p", Run.Monday),
            new TimerEnded(id, true),
            new IncidentRaised(id, "a", "t", "m"),
            new IncidentResolved(id, "retried", Run.Officer),
            new ActivitySkipped("a", "Done", Run.Officer, "r"),
            new TokenMoved("a", "b", Run.Officer, "r"),
            new VariableEdited("v", 1, Run.Officer, "r"),
            new InstancePaused(Run.Officer, "r"),
            new InstanceContinued(Run.Officer, "r"),
            new TaskDueMoved(id, Run.Monday, Run.Monday.AddDays(1), DueReasons.Paused) { StoodSince = Run.Monday, Basis = new DueBasis("2wd", Run.Monday, "C1", [new DuePause(Run.Monday, Run.Monday)]), Reason = "r" },
            new TaskStopped(id),
            new TaskReassigned(id, "ada", [new Candidate(null, "officer", "C1")], "up"),
            new InstanceMigrated(1, 2, new Dictionary<string, string> { ["a"] = "b" }, Run.Officer, "r"),
        ];
        Effect[] effects =
        [
            new SendMail(id, "t", [to], new JsonObject { ["a"] = "b" }, id),
            new PublishEvent(id, "e", "c", 5, id),
            new StartChild(id, id, "d", [], "c", null),
            new CancelChild(id, id, "r"),
            new ResumeParent(id, id, id, new JsonObject()),
            new DoWork(id, "w", id, []),
        ];
        Assert.All(events, e => Assert.Equal(Text(InstanceSerializer.Write(e)), Text(InstanceSerializer.Write(InstanceSerializer.ReadEvent(InstanceSerializer.Write(e))))));
        Assert.All(events, e => Assert.Equal(e.GetType(), InstanceSerializer.ReadEvent(InstanceSerializer.Write(e)).GetType()));
        Assert.All(effects, e => Assert.Equal(Text(InstanceSerializer.Write(e)), Text(InstanceSerializer.Write(InstanceSerializer.ReadEffect(InstanceSerializer.Write(e))))));
        Assert.Equal(typeof(InstanceEvent).Assembly.GetTypes().Count(t => t.BaseType == typeof(InstanceEvent)), events.Length);
        Assert.Equal(typeof(Effect).Assembly.GetTypes().Count(t => t.BaseType == typeof(Effect)), effects.Length);
    }

    [Fact]
    public void A_title_comes_back_in_both_languages_and_one_that_was_stored_in_one_serves_for_both()
    {
        var run = Run.Start(Graph([Task("t", "Ok")], []));
        var titled = run.Instance with { Header = run.Instance.Header with { Title = new LocalizedText("台区负损", "Negative loss") } };
        var json = (JsonObject)JsonNode.Parse(InstanceSerializer.Write(titled))!;
        Assert.Equal(titled.Header.Title, InstanceSerializer.ReadInstance(InstanceSerializer.Write(titled)).Header.Title);

        json["header"]!["title"] = "台区负损";
        Assert.Equal(LocalizedText.Same("台区负损"), InstanceSerializer.ReadInstance(Encoding.UTF8.GetBytes(json.ToJsonString())).Header.Title);
    }

    [Fact]
    public void An_instance_that_was_stored_before_approvals_came_goes_on()
    {
        var run = Run.Start(Graph([Task("t", "Ok")], []));
        var json = (JsonObject)JsonNode.Parse(InstanceSerializer.Write(run.Instance))!;
        Assert.True(json["execution"]!.AsObject().Remove("doneSteps"));
        Assert.True(json["execution"]!.AsObject().Remove("lastApprovers"));

        var execution = InstanceSerializer.ReadInstance(Encoding.UTF8.GetBytes(json.ToJsonString())).Execution;

        Assert.Empty(execution.DoneSteps);
        Assert.Empty(execution.LastApprovers);
    }

    [Fact]
    public void Members_of_a_later_version_are_passed_over()
    {
        var run = Run.Start(Graph([Task("t", "Ok")], []));
        var json = (JsonObject)JsonNode.Parse(InstanceSerializer.Write(run.Instance))!;
        json["later"] = new JsonObject { ["x"] = 1 };
        json["execution"]!["later"] = 5;
        var read = InstanceSerializer.ReadInstance(Encoding.UTF8.GetBytes(json.ToJsonString()));
        Assert.Equal(Text(InstanceSerializer.Write(run.Instance)), Text(InstanceSerializer.Write(read)));
    }

    [Fact]
    public void The_stored_shape_of_an_instance_is_fixed()
    {
        var run = Run.Start(Graph([Fork("f", "a", "b", "c"), Task("t", "Ok"), Line("x"), Fail("bad"), Line("join")], ["f.a -> t", "f.b -> x", "f.c -> bad", "t.Ok -> join", "x -> join"], Variable("V", "Int32", 1)));
        var stored = (JsonObject)JsonNode.Parse(InstanceSerializer.Write(run.Instance))!;
        Assert.Equal(
            ["id", "definitionId", "definitionVersion", "revision", "status", "subStatus", "startedBy", "header", "createdAt", "updatedAt", "input", "output", "tasks", "timers", "bookmarks", "incidents", "execution"],
            stored.Select(m => m.Key));
        Assert.Equal(["variables", "executions", "outputs", "closedTasks", "doneSteps", "lastApprovers"], ((JsonObject)stored["execution"]!).Select(m => m.Key));
        var flowchart = stored["execution"]!["executions"]!.AsArray().Single(e => (string?)e!["nodeId"] == "Workflow1:flow")!;
        Assert.Equal("""{"arrived":[4]}""", flowchart["state"]!.ToJsonString());
        Assert.True((bool)stored["execution"]!["executions"]!.AsArray().Single(e => (string?)e!["nodeId"] == "Workflow1:flow:bad")!["isFaulted"]!);
    }

    private static string Text(byte[] utf8) => Encoding.UTF8.GetString(utf8);
}
