using System.Collections.Immutable;
using Workflows.Core;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Runtime.Instances;
using Workflows.Runtime.Mails;
using Workflows.Runtime.People;
using Workflows.Storage.Tests.Support;

namespace Workflows.Storage.Tests;

/// <summary>Deciding by what a mail carries, on the real engine; and what is remembered of mails that come in.</summary>
public abstract partial class StoreContract
{
    [Theory]
    [InlineData("Link", DecisionChannel.MailLink, false, null)]
    [InlineData("LinkAndSignIn", DecisionChannel.MailLink, false, "mail.sign-in")]
    [InlineData("LinkAndSignIn", DecisionChannel.MailLink, true, null)]
    [InlineData("SignInOnly", DecisionChannel.MailLink, true, "mail.on-the-page")]
    [InlineData("Link", DecisionChannel.MailReply, false, "mail.on-the-page")]
    public async Task The_definition_says_what_a_mail_is_good_for(string link, DecisionChannel channel, bool signedIn, string? refusal)
    {
        await using var app = await StartApprovalsAsync();
        var key = await KeyAsync(app, await AskByMailAsync(app, link), "ada");

        var outcome = await app.Get<MailDecisions>().DecideAsync(key, "Approved", null, new DecisionSource(channel, key.MailId) { SignedIn = signedIn });

        Assert.Equal(refusal, outcome.Refusal?.Code);
        Assert.Equal(refusal is null, !(await app.LoadAsync(key.InstanceId)).Tasks.Any(t => t.Assignee == "ada"));
    }

    [Fact]
    public async Task Where_a_decision_came_from_is_kept_with_it()
    {
        await using var app = await StartApprovalsAsync();
        var key = await KeyAsync(app, await AskByMailAsync(app, "Link", "Authenticated"), "ada");
        var source = new DecisionSource(DecisionChannel.MailReply, key.MailId) { MessageId = "a@b", Sha256 = "00ff", Authentication = "dkim=pass header.d=example.test" };

        Assert.True((await app.Get<MailDecisions>().DecideAsync(key, "Approved", "同意，尽快", source)).Accepted);

        var history = (await app.Queries.FindInstanceAsync(Actor.System("test"), key.InstanceId))!.History;
        var decided = Assert.Single(history.Select(h => h.Event).OfType<TaskCompleted>());
        Assert.Equal((source, "ada", "同意，尽快"), (decided.Source, decided.By.PersonId, decided.Comment));
        await app.AssertSoundAsync();
    }

    [Fact]
    public async Task Whatever_way_a_task_is_decided_burns_its_keys_and_no_others()
    {
        await using var app = await StartApprovalsAsync();
        var id = await AskByMailAsync(app, "Link");
        var key = await KeyAsync(app, id, "ada");
        var sibling = await KeyAsync(app, id, "ada");
        var other = await KeyAsync(app, id, "bob");

        Assert.True((await DecideAsync(app, id, "ada", "Approved")).Accepted);

        Assert.NotNull((await FindAsync(app, key))!.BurntAt);
        Assert.NotNull((await FindAsync(app, sibling))!.BurntAt);
        Assert.Null((await FindAsync(app, other))!.BurntAt);
        var late = await ByLinkAsync(app, key, "Rejected");
        Assert.Equal("task.already-completed", late.Refusal?.Code);
        Assert.Contains("ada", late.Refusal!.Message.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_decision_by_the_same_mail_again_gets_its_first_answer()
    {
        await using var app = await StartApprovalsAsync();
        var key = await KeyAsync(app, await AskByMailAsync(app, "Link"), "ada");

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ByLinkAsync(app, key, "Approved")));

        Assert.All(answers, a => Assert.True(a.Accepted, a.Refusal?.Message.En));
        Assert.Single(answers, a => !a.Replayed);
    }

    [Fact]
    public async Task Of_inbox_link_and_reply_at_once_one_wins_and_the_others_are_told_who_was_faster()
    {
        await using var app = await StartApprovalsAsync();
        for (var round = 0; round < 10; round++)
        {
            var id = await AskByMailAsync(app, "Link", "Authenticated");
            var (link, reply) = (await KeyAsync(app, id, "ada"), await KeyAsync(app, id, "ada"));

            var answers = await Task.WhenAll(
                DecideAsync(app, id, "ada", "Approved"),
                ByLinkAsync(app, link, "Rejected"),
                app.Get<MailDecisions>().DecideAsync(reply, "Approved", null, new DecisionSource(DecisionChannel.MailReply, reply.MailId)));

            Assert.Single(answers, a => a.Accepted);
            Assert.All(answers.Where(a => !a.Accepted), a => Assert.Contains(a.Refusal!.Code, (string[])["task.already-completed", "task.not-open", "instance.ended"]));
        }

        await app.AssertSoundAsync();
    }

    [Fact]
    public async Task A_key_is_good_for_its_person_its_outcomes_and_its_time_only()
    {
        await using var app = await StartApprovalsAsync();
        var id = await AskByMailAsync(app, "Link");
        var narrow = await KeyAsync(app, id, "ada", ["Approved"]);
        Assert.Equal("mail.on-the-page", (await ByLinkAsync(app, narrow, "Rejected")).Refusal?.Code);
        Assert.Equal("mail.on-the-page", (await ByLinkAsync(app, narrow, "Nonsense")).Refusal?.Code);

        var stranger = narrow with { PersonId = "zoe" };
        Assert.Equal("instance.not-found", (await ByLinkAsync(app, stranger, "Approved")).Refusal?.Code);

        var ada = app.Get<IPeople>().Find("ada")!;
        await app.Get<IPeople>().SavePersonAsync(ada with { IsActive = false });
        Assert.Equal("mail.not-in-office", (await ByLinkAsync(app, narrow, "Approved")).Refusal?.Code);
        await app.Get<IPeople>().SavePersonAsync(ada);

        app.Clock.Advance(TimeSpan.FromDays(15));
        Assert.Equal("mail.expired", (await ByLinkAsync(app, narrow, "Approved")).Refusal?.Code);
    }

    [Fact]
    public async Task A_task_that_went_to_somebody_else_is_not_decided_by_the_old_mail()
    {
        await using var app = await StartApprovalsAsync();
        var id = await AskByMailAsync(app, "Link");
        var key = await KeyAsync(app, id, "ada");
        Assert.True((await app.Runner.RunAsync(new TransferTask(Guid.CreateVersion7(), id, Person("ada"), key.TaskId, "zoe", null))).Accepted);

        Assert.Equal("task.not-yours", (await ByLinkAsync(app, key, "Approved")).Refusal?.Code);
    }

    [Fact]
    public async Task How_far_a_mailbox_was_read_is_remembered_with_its_mails()
    {
        await using var app = await StartAsync();
        var mails = app.Get<IIncomingMails>();
        Assert.Null(await mails.CursorAsync("box", 1));
        await mails.MoveCursorAsync("box", 1, 7);
        await mails.SaveAsync(Incoming(9, IncomingMailState.Quarantined));
        await mails.MoveCursorAsync("box", 1, 8);
        Assert.Equal((9, (long?)null), ((await mails.CursorAsync("box", 1))!.Value, await mails.CursorAsync("box", 2)));

        var copy = Incoming(10, IncomingMailState.Answered) with { IsAnswered = true };
        await mails.SaveAsync(copy);
        Assert.Equal(9, (await mails.FindSameAsync("ab", copy.Id))!.Uid);
        Assert.Equal(1, await mails.CountAnsweredAsync("x@example.test", app.Clock.GetUtcNow().AddHours(-1)));
        Assert.Equal(0, await mails.CountAnsweredAsync("x@example.test", app.Clock.GetUtcNow().AddHours(1)));

        var admin = TestApp.Person("admin", Roles.Administrator, "P");
        var found = Assert.Single((await mails.ListAsync(admin, new IncomingFilter(IncomingMailState.Quarantined))).Items);
        Assert.Equal(["dkim=none"], found.Checks.AsEnumerable());
        Assert.Empty((await mails.ListAsync(Ada, new IncomingFilter())).Items);
        Assert.Null(await mails.FindAsync(Ada, found.Id));

        IncomingMail Incoming(long uid, IncomingMailState state) => new(
            Guid.CreateVersion7(), "box", 1, uid, "m@x", "ab", "x@example.test", "Re", app.Clock.GetUtcNow(), app.Clock.GetUtcNow(), state, "mail.unclear", new LocalizedText("不明", "unclear"), ["dkim=none"], "ok");
    }

    [Fact]
    public async Task What_is_held_for_a_person_goes_into_one_digest_in_one_transaction()
    {
        await using var app = await StartAsync();
        var (queue, now) = (app.Get<IMailQueue>(), app.Clock.GetUtcNow());
        OutgoingMail Mail(string person, OutgoingMailState state, DateTimeOffset? nextAt) => new(
            Guid.CreateVersion7(), null, state, "task-new", person, person, $"{person}@example.test", "新任务", "正文", null, null, null, now, null, 0, null, null)
        { NextAt = nextAt, TaskId = Guid.CreateVersion7(), Html = "<p>" };
        var held = Enumerable.Range(0, 3).Select(_ => Mail("ada", OutgoingMailState.Held, now.AddHours(1))).ToList();
        foreach (var mail in held.Append(Mail("bob", OutgoingMailState.Held, now.AddHours(2))).Append(Mail("ada", OutgoingMailState.Held, now.AddDays(1))))
        {
            await queue.AddAsync(mail);
            await queue.AddAsync(mail with { Subject = "again" });
        }

        Assert.Equal(now.AddHours(1), await queue.NextDueAsync());
        Assert.Empty(await queue.DueAsync(now, 10));
        Assert.Equal(held.Select(m => m.Id).Order(), (await queue.DueAsync(now.AddHours(1), 10)).Select(m => m.Id).Order());

        var digest = Mail("ada", OutgoingMailState.Waiting, now.AddHours(1)) with { Template = "digest" };
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => queue.ReleaseAsync("ada", now.AddHours(1), digest with { Id = Guid.CreateVersion7() })));
        var made = Assert.Single(await queue.DueAsync(now.AddHours(1), 10));
        Assert.Equal(("digest", OutgoingMailState.Waiting), (made.Template, made.State));
        Assert.Equal(held.OrderBy(m => m.Id).Select(m => (m.Id, OutgoingMailState.Digested, "新任务", m.TaskId, m.Html)), (await queue.InDigestAsync(made.Id)).OrderBy(m => m.Id).Select(m => (m.Id, m.State, m.Subject, m.TaskId, m.Html)));

        await queue.ReleaseAsync("bob", now.AddHours(2), digest with { Id = Guid.CreateVersion7() });
        var single = Assert.Single(await queue.DueAsync(now.AddHours(2), 10), m => m.ReceiverId == "bob");
        Assert.Equal(("task-new", OutgoingMailState.Waiting), (single.Template, single.State));
    }

    [Fact]
    public async Task Of_many_mails_at_once_no_more_than_the_number_a_day_go_out_by_themselves()
    {
        await using var app = await StartAsync();
        var (queue, now) = (app.Get<IMailQueue>(), app.Clock.GetUtcNow());
        var admitted = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ =>
        {
            var mail = new OutgoingMail(Guid.CreateVersion7(), null, OutgoingMailState.Waiting, "task-new", "ada", "Ada", "ada@example.test", "新任务", "正文", null, null, null, now, null, 0, null, null);
            return queue.AdmitAsync(mail, mail with { State = OutgoingMailState.Held, NextAt = now.AddHours(1) }, 7, now.AddHours(-1));
        }));

        Assert.Equal((7, 23), (admitted.Count(m => m.State == OutgoingMailState.Waiting), admitted.Count(m => m.State == OutgoingMailState.Held)));
    }

    [Fact]
    public async Task What_people_chose_for_their_mail_and_addresses_that_bounced_outlive_the_program()
    {
        await using var app = await StartAsync();
        var chosen = new MailPreference("ada", MailDelivery.Digest, new TimeOnly(22, 0), new TimeOnly(7, 30), [new TimeOnly(14, 0), new TimeOnly(8, 0)], 5);
        var desk = app.Get<MailPreferenceDesk>();
        Assert.Equal("mail.not-yours", (await desk.SaveAsync(Person("bob"), chosen))?.Code);
        Assert.Equal("mail.digest-times", (await desk.SaveAsync(Person("ada"), chosen with { DigestAt = [] }))?.Code);
        Assert.Equal("mail.most-a-day", (await desk.SaveAsync(Person("ada"), chosen with { MostADay = 0 }))?.Code);
        Assert.Equal("mail.quiet-hours", (await desk.SaveAsync(Person("ada"), chosen with { QuietUntil = null }))?.Code);
        Assert.Null(await desk.SaveAsync(Person("ada"), chosen));
        var mark = new BouncedAddress("ada@example.test", "ada", Guid.CreateVersion7(), Guid.CreateVersion7(), "5.1.1", "no such mailbox", app.Clock.GetUtcNow());
        await app.Get<IBouncedAddresses>().MarkAsync(mark with { Address = "Ada@Example.Test" });

        await using (var later = await StartAsync(shareDataOf: app))
        {
            var kept = later.Get<IMailPreferences>().Find("ada")!;
            Assert.Equal(chosen with { DigestAt = kept.DigestAt }, kept);
            Assert.Equal([new TimeOnly(8, 0), new TimeOnly(14, 0)], kept.DigestAt.AsEnumerable());
            Assert.Equal(mark, later.Get<IBouncedAddresses>().Find("ADA@example.test"));
            Assert.True(await later.Get<IBouncedAddresses>().ClearAsync("ada@Example.test"));
            Assert.Null(await later.Get<MailPreferenceDesk>().ForgetAsync(Person("ada"), "ada"));
            Assert.Null(later.Get<IMailPreferences>().Find("ada"));
        }
    }

    /// <summary>Ada and Bob are both asked, and a mail may decide.</summary>
    private static async Task<Guid> AskByMailAsync(TestApp app, string link, string reply = "Never")
    {
        var definition = $"by-mail-{link}-{reply}".ToLowerInvariant();
        var activity = $$"""
            { "id": "a", "type": "ClosedLoop.Approval", "name": "a", "mode": "All", "approvers": [ { "people": ["ada", "bob"] } ], "decideByMail": { "link": "{{link}}", "reply": "{{reply}}" } }
            """;
        Assert.Empty((await app.PublishAsync(definition, TestApp.Workflow(definition, "By mail", activity: activity))).Problems);
        return await RequestAsync(app, "req", definition);
    }

    private static async Task<DecisionKey> KeyAsync(TestApp app, Guid instanceId, string person, ImmutableArray<string>? outcomes = null)
    {
        var instance = await app.LoadAsync(instanceId);
        var now = app.Clock.GetUtcNow();
        var key = new DecisionKey(
            Guid.CreateVersion7(), DecisionSecret.Hash(DecisionSecret.ForLink()), DecisionSecret.Hash(DecisionSecret.ForReply()), Guid.CreateVersion7(), person, instanceId,
            instance.Tasks.Single(t => t.Assignee == person).Id, instance.Revision, instance.UpdatedAt, outcomes ?? ["Approved", "Rejected"], now, now.AddDays(14));
        await app.Get<IDecisionKeys>().AddAsync([key]);
        return key;
    }

    private static async Task<DecisionKey?> FindAsync(TestApp app, DecisionKey key)
    {
        var found = await app.Get<IDecisionKeys>().FindByLinkAsync(key.LinkHash!);
        Assert.Equal(found?.Id, Assert.Single(await app.Get<IDecisionKeys>().FindByReplyAsync(key.ReplyHash!)).Id);
        Assert.Equal(key.Outcomes.AsEnumerable(), found!.Outcomes);
        return found;
    }

    private static Task<CommandOutcome> ByLinkAsync(TestApp app, DecisionKey key, string outcome) =>
        app.Get<MailDecisions>().DecideAsync(key, outcome, "理由", new DecisionSource(DecisionChannel.MailLink, key.MailId));
}
