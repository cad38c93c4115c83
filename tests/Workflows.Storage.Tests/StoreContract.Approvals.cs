using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Core;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Runtime.Copies;
using Workflows.Runtime.Instances;
using Workflows.Runtime.People;
using Workflows.Runtime.Queries;
using Workflows.Storage.Tests.Support;

namespace Workflows.Storage.Tests;

/// <summary>Approvals, copies and substitutes on the real engine: what is written with a step, and who sees what.</summary>
public abstract partial class StoreContract
{
    private const string Approval = """
        { "id": "a", "type": "ClosedLoop.Approval", "name": "a", "title": { "zh": "审批", "en": "Approve" }, "mode": "All",
          "approvers": [ { "people": ["ada", "bob"] }, { "role": "county-officer", "unit": "C2" } ] }
        """;

    [Fact]
    public async Task Each_approver_has_a_task_and_the_round_is_decided_in_one_step()
    {
        await using var app = await StartApprovalsAsync();
        var id = await RequestAsync(app, "req");
        Assert.Equal(1, (await app.Queries.InboxCountsAsync(Person("ada"), app.Clock.GetUtcNow())).Open);
        Assert.Equal(1, (await app.Queries.InboxCountsAsync(OtherCounty, app.Clock.GetUtcNow())).Pool);

        Assert.True((await DecideAsync(app, id, "ada", "Rejected")).Accepted);

        Assert.Equal(0, (await app.Queries.InboxCountsAsync(Person("bob"), app.Clock.GetUtcNow())).Open);
        Assert.Equal(0, (await app.Queries.InboxCountsAsync(OtherCounty, app.Clock.GetUtcNow())).Open);
        Assert.Equal(InstanceStatus.Finished, (await app.LoadAsync(id)).Status);
        await app.AssertSoundAsync();
    }

    [Fact]
    public async Task A_command_that_comes_again_adds_its_signers_once()
    {
        await using var app = await StartApprovalsAsync();
        var id = await RequestAsync(app, "req");
        var task = (await app.LoadAsync(id)).Tasks.Single(t => t.Assignee == "ada");
        var command = new AddSigners(Guid.CreateVersion7(), id, Person("ada"), task.Id, ["zoe"], SignerPosition.Beside, null);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => app.Runner.RunAsync(command)));

        Assert.All(answers, a => Assert.True(a.Accepted));
        Assert.Single(answers, a => !a.Replayed);
        Assert.Single((await app.LoadAsync(id)).Tasks, t => t.Assignee == "zoe");
        Assert.Equal("task.unknown-person", (await app.Runner.RunAsync(command with { CommandId = Guid.CreateVersion7(), People = ["ghost"] })).Refusal?.Code);
        await app.AssertSoundAsync();
    }

    [Fact]
    public async Task Of_a_withdrawal_and_a_decision_at_once_one_wins_and_the_other_is_told()
    {
        await using var app = await StartApprovalsAsync();
        for (var round = 0; round < 10; round++)
        {
            var id = await RequestAsync(app, "req");
            var withdraw = app.Runner.RunAsync(new WithdrawInstance(Guid.CreateVersion7(), id, Person("req"), "重填"));
            var reject = DecideAsync(app, id, "bob", "Rejected");
            var answers = await Task.WhenAll(withdraw, reject);
            Assert.Contains(answers.Single(a => !a.Accepted).Refusal!.Code, (string[])["withdraw.too-late", "task.not-open", "instance.finished"]);
        }

        await app.AssertSoundAsync();
    }

    [Fact]
    public async Task A_copy_lets_its_receiver_see_the_instance_and_waits_to_be_read()
    {
        await using var app = await StartApprovalsAsync();
        var id = await RequestAsync(app, "req");
        var copies = app.Get<ICopies>();
        Assert.Null(await app.Queries.FindInstanceAsync(Person("zoe"), id));

        Assert.True((await app.Runner.RunAsync(new CopyInstance(Guid.CreateVersion7(), id, Person("req"), ["zoe"], "请知悉"))).Accepted);

        Assert.NotNull(await app.Queries.FindInstanceAsync(Person("zoe"), id));
        Assert.Equal(1, await copies.CountUnreadAsync(Person("zoe")));
        var copy = Assert.Single((await copies.ListAsync(Person("zoe"))).Items);
        Assert.Equal((id, "req", "请知悉", null), (copy.InstanceId, copy.By, copy.Note, copy.ReadAt));
        Assert.Empty((await copies.ListAsync(Person("bob"))).Items);
        Assert.Equal(0, (await app.Queries.InboxCountsAsync(Person("zoe"), app.Clock.GetUtcNow())).Open);

        await copies.MarkReadAsync(Person("zoe"), id, app.Clock.GetUtcNow());
        Assert.Equal(0, await copies.CountUnreadAsync(Person("zoe")));
        Assert.NotNull(Assert.Single((await copies.ListAsync(Person("zoe"))).Items).ReadAt);
    }

    [Fact]
    public async Task The_starter_sees_the_request_and_a_stranger_cannot_even_comment_on_it()
    {
        await using var app = await StartApprovalsAsync();
        var id = await RequestAsync(app, "req");
        Assert.NotNull(await app.Queries.FindInstanceAsync(Person("req"), id));
        Assert.Equal("instance.not-found", (await app.Runner.RunAsync(new CommentOnInstance(Guid.CreateVersion7(), id, Person("zoe"), null, "?"))).Refusal?.Code);
        Assert.True((await app.Runner.RunAsync(new WithdrawInstance(Guid.CreateVersion7(), id, Person("req"), null))).Accepted);
    }

    [Fact]
    public async Task A_substitute_sees_and_does_the_tasks_of_the_absent_person_while_the_absence_lasts()
    {
        await using var app = await StartApprovalsAsync();
        var (desk, people) = (app.Get<AbsenceDesk>(), app.Get<IPeople>());
        var id = await RequestAsync(app, "req");
        var other = await RequestAsync(app, "req", "other");
        var now = app.Clock.GetUtcNow();
        Actor Zoe() => desk.ActorOf(people.Find("zoe")!);
        Assert.Empty((await app.Queries.InboxAsync(Zoe(), new())).Items);

        Assert.Null(await desk.EnterAsync(Person("ada"), new Absence(Guid.CreateVersion7(), "ada", "zoe", "request", now.AddHours(1), now.AddHours(5), "出差")));
        Assert.Empty(Zoe().StandsIn);
        app.Clock.Advance(TimeSpan.FromHours(2));

        var item = Assert.Single((await app.Queries.InboxAsync(Zoe(), new())).Items);
        Assert.Equal((id, "ada"), (item.InstanceId, item.For?.Id));
        Assert.Equal(item.TaskId, Assert.Single((await app.Queries.InboxAsync(Zoe(), new(InboxView.ForOthers))).Items).TaskId);
        Assert.Empty((await app.Queries.InboxAsync(Zoe(), new(InboxView.Mine))).Items);
        Assert.Equal((1, 0, 1), ((await app.Queries.InboxCountsAsync(Zoe(), now)) is var counts ? (counts.Open, counts.Mine, counts.ForOthers) : default));
        var detail = await app.Queries.FindTaskAsync(Zoe(), item.TaskId);
        Assert.Equal((true, "ada"), (detail!.MayAct, detail.For?.Id));
        Assert.NotNull(await app.Queries.FindInstanceAsync(Zoe(), id));
        Assert.Null(await app.Queries.FindInstanceAsync(Zoe(), other));

        Assert.True((await app.Runner.RunAsync(new CompleteTask(Guid.CreateVersion7(), id, Zoe(), item.TaskId, "Approved", [], null))).Accepted);
        var completed = (await app.Queries.FindInstanceAsync(Zoe(), id))!.History.Select(h => h.Event).OfType<TaskCompleted>().Single();
        Assert.Equal(("zoe", "ada"), (completed.By.PersonId, completed.By.OnBehalfOf?.Id));

        app.Clock.Advance(TimeSpan.FromHours(4));
        Assert.Empty(Zoe().StandsIn);
        await app.AssertSoundAsync();
    }

    [Fact]
    public async Task A_substitute_takes_pooled_tasks_of_the_absent_person_unless_ruled_out()
    {
        await using var app = await StartApprovalsAsync();
        var (desk, people) = (app.Get<AbsenceDesk>(), app.Get<IPeople>());
        var id = await RequestAsync(app, "req");
        var now = app.Clock.GetUtcNow();
        Assert.Null(await desk.EnterAsync(OtherCounty, new Absence(Guid.CreateVersion7(), "eve", "zoe", null, now, now.AddHours(5), null)));
        Assert.Null(await desk.EnterAsync(Person("bob"), new Absence(Guid.CreateVersion7(), "bob", "req", null, now, now.AddHours(5), null)));

        var item = Assert.Single((await app.Queries.InboxAsync(desk.ActorOf(people.Find("zoe")!), new())).Items);
        Assert.Equal((id, "eve"), (item.InstanceId, item.For?.Id));
        Assert.Empty((await app.Queries.InboxAsync(desk.ActorOf(people.Find("req")!), new())).Items);
    }

    [Fact]
    public async Task Absences_are_entered_by_their_own_person_within_their_rules()
    {
        await using var app = await StartApprovalsAsync();
        var desk = app.Get<AbsenceDesk>();
        var now = app.Clock.GetUtcNow();
        Absence Of(string person, string substitute, DateTimeOffset from, DateTimeOffset until, string? definition = null) => new(Guid.CreateVersion7(), person, substitute, definition, from, until, null);
        async Task<string?> CodeAsync(Actor by, Absence absence) => (await desk.EnterAsync(by, absence))?.Code;

        Assert.Equal("absence.not-allowed", await CodeAsync(Person("zoe"), Of("ada", "zoe", now, now.AddDays(1))));
        Assert.Equal("absence.unknown-person", await CodeAsync(Person("ada"), Of("ada", "ghost", now, now.AddDays(1))));
        Assert.Equal("absence.own-substitute", await CodeAsync(Person("ada"), Of("ada", "ada", now, now.AddDays(1))));
        Assert.Equal("absence.dates.invalid", await CodeAsync(Person("ada"), Of("ada", "zoe", now, now)));
        Assert.Equal("absence.dates.invalid", await CodeAsync(Person("ada"), Of("ada", "zoe", now.AddDays(-2), now.AddDays(-1))));
        Assert.Equal("absence.dates.invalid", await CodeAsync(Person("ada"), Of("ada", "zoe", now, now.AddDays(400))));
        var kept = Of("ada", "zoe", now, now.AddDays(3), "request");
        Assert.Null(await CodeAsync(Person("ada"), kept));
        Assert.Equal("absence.overlaps", await CodeAsync(Person("ada"), Of("ada", "bob", now.AddDays(1), now.AddDays(2))));
        Assert.Null(await CodeAsync(TestApp.Person("root", Roles.Administrator, "P"), Of("ada", "bob", now.AddDays(1), now.AddDays(2), "other")));
        Assert.Equal(2, desk.VisibleTo(Person("ada")).Count);
        Assert.Equal(kept, Assert.Single(desk.VisibleTo(Person("zoe"))));
        Assert.Empty(desk.VisibleTo(Person("eve")));

        Assert.Equal("absence.not-found", (await desk.EndAsync(Person("eve"), kept.Id))?.Code);
        Assert.Equal("absence.not-allowed", (await desk.EndAsync(Person("zoe"), kept.Id))?.Code);
        Assert.Null(await desk.EndAsync(Person("ada"), kept.Id));
        Assert.Empty(desk.VisibleTo(Person("zoe")));

        await using var again = await StartApprovalsAsync(app);
        Assert.Equal("bob", Assert.Single(again.Get<AbsenceDesk>().VisibleTo(Person("ada"))).SubstituteId);
    }

    private static Actor Person(string id) => new(id, id, []);

    private async Task<TestApp> StartApprovalsAsync(TestApp? shareDataOf = null)
    {
        var app = await StartAsync(s => s.AddSingleton<Decide>(_ => Engine.Decide), shareDataOf);
        if (shareDataOf is null)
        {
            await app.AddOrganisationAsync();
            foreach (var (id, grants) in new (string, RoleGrant[])[] { ("ada", []), ("bob", []), ("zoe", []), ("req", []), ("eve", [new RoleGrant(Roles.CountyOfficer, "C2")]) })
            {
                await app.Get<IPeople>().SavePersonAsync(new Person(id, id, null, "P", [.. grants], true, "zh-CN"));
            }

            foreach (var definition in (string[])["request", "other"])
            {
                Assert.Empty((await app.PublishAsync(definition, TestApp.Workflow(definition, definition, activity: Approval))).Problems);
            }
        }

        return app;
    }

    private static async Task<Guid> RequestAsync(TestApp app, string by, string definition = "request")
    {
        var outcome = await app.Runner.StartAsync(definition, new StartInstance(Guid.CreateVersion7(), Guid.CreateVersion7(), Person(by), new JsonObject()));
        Assert.True(outcome.Accepted, outcome.Refusal?.Message.En);
        return outcome.InstanceId;
    }

    private static async Task<CommandOutcome> DecideAsync(TestApp app, Guid id, string person, string outcome)
    {
        var task = (await app.LoadAsync(id)).Tasks.FirstOrDefault(t => t.Assignee == person);
        return await app.Runner.RunAsync(new CompleteTask(Guid.CreateVersion7(), id, Person(person), task?.Id ?? Guid.Empty, outcome, [], "理由"));
    }
}
