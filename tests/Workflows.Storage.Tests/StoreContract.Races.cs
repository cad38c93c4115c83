using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Core;
using Workflows.Core.Definitions;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Runtime.Definitions;
using Workflows.Runtime.Instances;
using Workflows.Runtime.Mails;
using Workflows.Runtime.People;
using Workflows.Storage.Tests.Support;

namespace Workflows.Storage.Tests;

/// <summary>Races of commands on one instance, on the real engine.</summary>
public abstract partial class StoreContract
{
    /// <summary><c>RACE_SEEDS</c> says how many starts each pair gets, <c>RACE_SEED</c> repeats them; a failure names its seed.</summary>
    private static readonly int RaceSeeds = Number("RACE_SEEDS") ?? 12;

    private static readonly Actor Starter = TestApp.Person("ada", Roles.ProcessOwner, "P");
    private static readonly Actor Checker = TestApp.Person("bob", Roles.ProcessOwner, "P");
    private static readonly Actor Root = TestApp.Person("root", Roles.Administrator, "P");

    /// <summary>What can happen to a task that waits at Bob, after Ada's step. The task is gone after those that settle it.</summary>
    private static readonly ImmutableArray<Racer> Racers =
    [
        Racer.Of("complete", true, t => new CompleteTask(Guid.CreateVersion7(), t.Instance.Id, Checker, t.Open.Id, "Done", [], null)),
        Racer.Of("send back", true, t => new SendBack(Guid.CreateVersion7(), t.Instance.Id, Checker, t.Open.Id, "fill", SendBackMode.WalkAgain, "请补充")),
        Racer.Of("take back", true, t => new TakeBack(Guid.CreateVersion7(), t.Instance.Id, Starter, t.Done)),
        Racer.Of("time out", true, t => new FireTimer(Guid.CreateVersion7(), t.Instance.Id, Actor.System("timer"), t.Instance.Timers[0].Id)),
        new("reply by mail", true, (app, t) => ByMailAsync(app, t, DecisionChannel.MailReply)),
        new("link in a mail", true, (app, t) => ByMailAsync(app, t, DecisionChannel.MailLink)),
        Racer.Of("transfer", false, t => new TransferTask(Guid.CreateVersion7(), t.Instance.Id, Checker, t.Open.Id, "zoe", null)),
        Racer.Of("withdraw", false, t => new WithdrawInstance(Guid.CreateVersion7(), t.Instance.Id, Starter, "重新提交")),
        Racer.Of("cancel", false, t => new CancelInstance(Guid.CreateVersion7(), t.Instance.Id, Root, "停办")),
        Racer.Of("migrate", false, t => new MigrateInstance(Guid.CreateVersion7(), t.Instance.Id, Root, t.Second, ImmutableDictionary<string, string>.Empty, "改进")),
        Racer.Of("pause", false, t => new PauseInstance(Guid.CreateVersion7(), t.Instance.Id, Root, "等待")),
    ];

    [Fact]
    public async Task Of_two_commands_at_once_each_is_carried_out_or_refused_as_if_they_had_come_one_after_the_other()
    {
        await using var app = await StartAsync(RealEngine);
        var versions = await PublishRaceAsync(app);
        var pairs = Racers.SelectMany((first, i) => Racers.Skip(i).Select(second => (first, second))).ToArray();
        var first = Number("RACE_SEED") ?? Random.Shared.Next(1_000_000);
        for (var seed = first; seed < first + RaceSeeds; seed++)
        {
            var chance = new Random(seed);
            await Task.WhenAll(pairs.Select(p => RaceAsync(app, versions, p.first, p.second, (seed, chance.Next(), chance.Next()))));
        }

        await app.AssertSoundAsync();

    }

    [Fact]
    public async Task Answering_a_mail_and_pressing_its_link_at_once_decides_once()
    {
        await using var app = await StartAsync(RealEngine);
        var track = await TrackAsync(app, await PublishRaceAsync(app));
        var secrets = await InviteAsync(app, track);

        var outcomes = await Task.WhenAll(DecideAsync(app, secrets, DecisionChannel.MailReply), DecideAsync(app, secrets, DecisionChannel.MailLink));

        Assert.All(outcomes, o => Assert.Equal((true, track.Instance.Revision + 1), (o.Accepted, o.Revision)));
        Assert.Equal(1, outcomes.Count(o => o.Replayed));
        Assert.Single((await app.Queries.FindInstanceAsync(Root, track.Instance.Id))!.History, h => h.Event is TaskCompleted { Source: not null });
    }

    private static void RealEngine(IServiceCollection services) => services.AddSingleton<Decide>(_ => Engine.Decide);

    private static async Task RaceAsync(TestApp app, WorkflowPackage[] versions, Racer first, Racer second, (int Seed, int First, int Second) delays)
    {
        var track = await TrackAsync(app, versions);
        var ((one, runOne), (two, runTwo)) = (await first.GetReady(app, track), await second.GetReady(app, track));

        var outcomes = await Task.WhenAll(RunAsync(runOne, delays.First), RunAsync(runTwo, delays.Second));

        var race = $"RACE_SEED={delays.Seed}: {first.Name} against {second.Name}";
        var seen = new Finish(outcomes[0].Refusal?.Code, outcomes[1].Refusal?.Code, Text(await app.LoadAsync(track.Instance.Id)));
        var (forth, back) = (InOrder(app, versions, track.Instance, one, two), InOrder(app, versions, track.Instance, two, one));
        Assert.True(seen == forth || seen == back.Swapped(), $"{race}: {seen}\nis neither {forth}\nnor {back.Swapped()}");
        Assert.All(outcomes.Where(o => !o.Accepted), o => Assert.True(o.Refusal!.Message is { Zh.Length: > 0, En.Length: > 0 }, race));
        Assert.True(outcomes.Any(o => o.Accepted), $"{race}: nobody won");
        if (first.SettlesTheTask && second.SettlesTheTask)
        {
            Assert.True(outcomes.Count(o => o.Accepted) == 1, $"{race}: both won");
        }
    }

    private static async Task<CommandOutcome> RunAsync(Func<Task<CommandOutcome>> run, int delay)
    {
        await Task.Yield();
        Thread.SpinWait(delay % 20_000);
        return await run();
    }

    /// <summary>Bob has a mail of his own about the task and decides by it: the command is the one that any other way would give.</summary>
    private static async Task<(InstanceCommand Command, Func<Task<CommandOutcome>> Run)> ByMailAsync(TestApp app, RaceTrack track, DecisionChannel channel)
    {
        var secrets = await InviteAsync(app, track);
        var by = app.Get<MailDecisions>().ActorOf(secrets.Key)!;
        var command = new CompleteTask(DerivedId.From(secrets.Key.Id, "decide:Done"), track.Instance.Id, by, track.Open.Id, "Done", [], null) { Source = new DecisionSource(channel, secrets.Key.MailId) };
        return (command, () => DecideAsync(app, secrets, channel));
    }

    private static async Task<(string Link, string Reply, DecisionKey Key)> InviteAsync(TestApp app, RaceTrack track)
    {
        var (link, reply, now) = (DecisionSecret.ForLink(), DecisionSecret.ForReply(), app.Clock.GetUtcNow());
        var key = new DecisionKey(
            Guid.CreateVersion7(), DecisionSecret.Hash(link), DecisionSecret.Hash(reply), Guid.CreateVersion7(), Checker.PersonId, track.Instance.Id, track.Open.Id, track.Instance.Revision, now, ["Done"], now, now.AddDays(14));
        await app.Get<IDecisionKeys>().AddAsync([key]);
        return (link, reply, key);
    }

    private static async Task<CommandOutcome> DecideAsync(TestApp app, (string Link, string Reply, DecisionKey Key) secrets, DecisionChannel channel)
    {
        var keys = app.Get<IDecisionKeys>();
        var key = channel == DecisionChannel.MailReply ? (await keys.FindByReplyAsync(DecisionSecret.Hash(secrets.Reply))).Single() : await keys.FindByLinkAsync(DecisionSecret.Hash(secrets.Link));
        return await app.Get<MailDecisions>().DecideAsync(key!, "Done", null, new DecisionSource(channel, key!.MailId));
    }

    /// <summary>What the engine says when one command comes after the other. Everything in it follows from the commands, so the stored instance must be the same.</summary>
    private static Finish InOrder(TestApp app, WorkflowPackage[] versions, WorkflowInstance instance, InstanceCommand one, InstanceCommand two)
    {
        var decider = app.Get<StepDecider>();
        var first = decider.Decide(versions[0], instance, one).Decision;
        var between = first.Next ?? instance;
        var second = decider.Decide(versions[between.DefinitionVersion - 1], between, two).Decision;
        return new Finish(first.Refusal?.Code, second.Refusal?.Code, Text(second.Next ?? between));
    }

    private static async Task<RaceTrack> TrackAsync(TestApp app, WorkflowPackage[] versions)
    {
        var id = Guid.CreateVersion7();
        Assert.True((await app.Runner.StartAsync("race", new StartInstance(Guid.CreateVersion7(), id, Starter, []), version: 1)).Accepted);
        var filled = (await app.LoadAsync(id)).Tasks.Single().Id;
        Assert.True((await app.Runner.RunAsync(new CompleteTask(Guid.CreateVersion7(), id, Starter, filled, "Done", [], null))).Accepted);
        var instance = await app.LoadAsync(id);
        return new RaceTrack(instance, instance.Tasks.Single(), filled, versions[1]);
    }

    private static async Task<WorkflowPackage[]> PublishRaceAsync(TestApp app)
    {
        await app.AddOrganisationAsync();
        await app.Get<IPeople>().SavePersonAsync(new Person(Checker.PersonId, Checker.Name, null, "P", [.. Checker.Grants], IsActive: true, "zh-CN"));
        await app.Get<IPeople>().SavePersonAsync(new Person("zoe", "zoe", null, "C1", [], IsActive: true, "zh-CN"));
        foreach (var last in new[] { "end", "archive" })
        {
            Assert.Empty((await app.PublishAsync("race", RaceWorkflow(last))).Problems);
        }

        var catalog = app.Get<IDefinitionCatalog>();
        return [(await catalog.FindAsync("race", 1))!, (await catalog.FindAsync("race", 2))!];
    }

    /// <summary>Ada fills in, Bob checks in an hour or the machine does, Bob looks at it once more.</summary>
    private static string RaceWorkflow(string last) => $$"""
        { "definitionId": "race", "name": "Race", "customProperties": { "closedLoop": { "withdraw": "Always" } },
          "root": { "id": "f", "type": "Elsa.Flowchart",
            "activities": [
              { "id": "fill", "name": "fill", "type": "ClosedLoop.UserTask", "title": { "zh": "填写", "en": "Fill in" }, "candidates": [ { "person": "ada" } ] },
              { "id": "check", "name": "check", "type": "ClosedLoop.UserTask", "title": { "zh": "核查", "en": "Check" }, "candidates": [ { "person": "bob" } ], "maySendBack": true, "decideByMail": { "link": "Link", "reply": "Authenticated" },
                "due": "PT1H", "ladder": [ { "rung": "end", "at": "0", "decide": "Done" } ] },
              { "id": "look", "name": "look", "type": "ClosedLoop.UserTask", "title": { "zh": "复核", "en": "Look again" }, "candidates": [ { "person": "bob" } ] },
              { "id": "{{last}}", "type": "Elsa.End" } ],
            "connections": [
              { "source": { "activity": "fill", "port": "Done" }, "target": { "activity": "check", "port": "In" } },
              { "source": { "activity": "check", "port": "Done" }, "target": { "activity": "look", "port": "In" } },
              { "source": { "activity": "look", "port": "Done" }, "target": { "activity": "{{last}}", "port": "In" } } ] } }
        """;

    private static int? Number(string variable) => int.TryParse(Environment.GetEnvironmentVariable(variable), System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Text(WorkflowInstance instance) => Encoding.UTF8.GetString(InstanceSerializer.Write(instance));

    /// <summary>Something that may happen at the same time as something else.</summary>
    /// <param name="Name">For people.</param>
    /// <param name="SettlesTheTask">Whether the task is gone afterwards.</param>
    /// <param name="GetReady">Gives the command, and what gives it as the product does.</param>
    private sealed record Racer(string Name, bool SettlesTheTask, Func<TestApp, RaceTrack, Task<(InstanceCommand Command, Func<Task<CommandOutcome>> Run)>> GetReady)
    {
        public static Racer Of(string name, bool settlesTheTask, Func<RaceTrack, InstanceCommand> make) => new(name, settlesTheTask, (app, track) =>
        {
            var command = make(track);
            return Task.FromResult<(InstanceCommand, Func<Task<CommandOutcome>>)>((command, () => app.Runner.RunAsync(command)));
        });
    }

    /// <summary>An instance that waits at Bob.</summary>
    /// <param name="Open">His task.</param>
    /// <param name="Done">The task that Ada has done before.</param>
    /// <param name="Second">The version that it can be moved to.</param>
    private sealed record RaceTrack(WorkflowInstance Instance, HumanTask Open, Guid Done, WorkflowPackage Second);

    /// <summary>How a race ended: the code of each refusal, and the instance afterwards.</summary>
    private sealed record Finish(string? First, string? Second, string Instance)
    {
        public Finish Swapped() => new(Second, First, Instance);
    }
}
