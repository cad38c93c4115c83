using MimeKit;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Runtime.Mails;

namespace Workflows.Mail.Tests;

/// <summary>Fewer mails: digests, quiet hours, the number a day; and a day of a leader who only reads mail. On the real engine and database, on a clock of the test's.</summary>
public sealed class DigestTests
{
    [Fact]
    public async Task Who_wants_digests_gets_one_mail_with_all_that_is_open_then()
    {
        await using var office = await Office.OpenAsync();
        await office.ChooseAsync("ada", MailDelivery.Digest);
        var (first, second, third) = (await office.AskAsync(), await office.AskAsync(), await office.AskAsync());
        await office.DecideAsync(second);
        Assert.Empty(office.Sent("ada"));
        Assert.All(await office.LogAsync("ada"), m => Assert.Equal((OutgoingMailState.Held, At(14)), (m.State, m.NextAt)));

        await office.UntilAsync("13:59:59");
        Assert.Empty(office.Sent("ada"));
        await office.UntilAsync("14:00");

        var digest = Assert.Single(office.Sent("ada"));
        Assert.Equal("【汇总】2 项待办", digest.Subject);
        Assert.Contains("1. 【待办】", digest.TextBody, StringComparison.Ordinal);
        Assert.Contains("2. 【待办】", digest.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("3. ", digest.TextBody, StringComparison.Ordinal);
        Assert.Equal(2, Links(digest).Distinct().Count());
        var log = await office.LogAsync("ada");
        var sent = Assert.Single(log, m => m.State == OutgoingMailState.Sent);
        Assert.Equal(3, log.Count(m => m.State == OutgoingMailState.Digested && m.DigestId == sent.Id));
        Assert.DoesNotContain(Links(digest)[0].Split('/')[^1].Split('?')[0], sent.Body, StringComparison.Ordinal);
        await office.UntilAsync("23:59");
        Assert.Single(office.Sent("ada"));
        Assert.Equal("", await office.OutcomeAsync(first) + await office.OutcomeAsync(third));
    }

    [Fact]
    public async Task What_is_done_before_the_digest_is_not_told_and_a_single_mail_comes_as_it_is()
    {
        await using var office = await Office.OpenAsync();
        await office.ChooseAsync("ada", MailDelivery.Digest);
        var done = await office.AskAsync();
        await office.DecideAsync(done);
        await office.UntilAsync("14:00");
        Assert.Empty(office.Sent("ada"));
        Assert.Equal(OutgoingMailState.Dropped, Assert.Single(await office.LogAsync("ada")).State);

        var id = await office.AskAsync();
        await office.UntilAsync("08:00", days: 1);
        var mail = Assert.Single(office.Sent("ada"));
        Assert.StartsWith("【待办】", mail.Subject);
        Assert.Contains(mail.MessageId!.Split('@')[0], (await office.LogAsync("ada")).Select(m => m.Id.ToString("N")));
        Assert.Equal("mail.decided", (await office.AnswerAsync(mail, "同意")).Code);
        Assert.Equal("Approved", await office.OutcomeAsync(id));
    }

    [Fact]
    public async Task In_quiet_hours_mail_is_held_and_not_lost_and_urgent_mail_passes()
    {
        await using var office = await Office.OpenAsync();
        await office.ChooseAsync("ada", quietFrom: "20:00", quietUntil: "07:00");
        await office.UntilAsync("22:00");
        await office.AskAsync();
        await office.AskAsync();
        Assert.Empty(office.Sent("ada"));

        await office.PublishAsync("""{ "link": "Link" }""", """[ { "rung": "now", "at": "-PT30M", "urgent": true, "to": [ { "kind": "owner" } ], "template": "task-due-soon" } ]""", "\"PT90M\"");
        await office.AskAsync(); // a third, whose ladder is urgent
        await office.UntilAsync("23:30");
        Assert.StartsWith("【即将到期】", Assert.Single(office.Sent("ada")).Subject);

        await office.UntilAsync("06:59", days: 1);
        Assert.Single(office.Sent("ada"));
        await office.UntilAsync("07:00");
        Assert.Equal("【汇总】3 项待办，1 项已逾期", office.Sent("ada")[1].Subject);
    }

    [Fact]
    public async Task Beyond_the_number_a_day_mails_go_into_the_next_digest_and_the_next_day_counts_anew()
    {
        await using var office = await Office.OpenAsync(o => o.Delivery.MostADay = 2);
        for (var i = 0; i < 5; i++)
        {
            await office.AskAsync();
        }

        Assert.Equal(2, office.Sent("ada").Count);
        await office.UntilAsync("14:00");
        Assert.Equal(["【汇总】3 项待办"], office.Sent("ada").Skip(2).Select(m => m.Subject));
        await office.UntilAsync("09:00", days: 1);
        await office.AskAsync();
        Assert.Equal(4, office.Sent("ada").Count);
    }

    [Fact]
    public async Task Who_wants_urgent_mail_only_gets_no_other()
    {
        await using var office = await Office.OpenAsync();
        await office.ChooseAsync("ada", MailDelivery.UrgentOnly);
        await office.AskAsync();
        await office.UntilAsync("08:00", days: 3);
        Assert.Empty(office.Sent("ada"));
        Assert.Equal(OutgoingMailState.Dropped, Assert.Single(await office.LogAsync("ada")).State);
    }

    [Fact]
    public async Task The_ladder_goes_up_tier_by_tier_and_everyone_is_told_in_their_digest()
    {
        await using var office = await Office.OpenAsync();
        await office.PublishAsync("{}", """
            [ { "rung": "due-soon", "at": "-1wd", "to": [ { "kind": "owner" } ], "template": "task-due-soon" },
              { "rung": "overdue", "at": "0", "to": [ { "kind": "owner" } ], "template": "task-overdue" },
              { "rung": "county", "at": "+P3D", "to": [ { "kind": "superior", "levels": 1 } ], "template": "task-escalated" },
              { "rung": "prefecture", "at": "+P7D", "to": [ { "kind": "superior", "levels": 2 } ], "template": "task-escalated" } ]
            """);
        await office.ChooseAsync("bob", MailDelivery.Digest);
        await office.AskAsync();
        await office.AskAsync();
        Assert.Equal(2, office.Sent("ada").Count);
        await office.UntilAsync("18:00", days: 1);
        Assert.Equal(2, office.Sent("ada").Count(m => m.Subject!.StartsWith("【即将到期】", StringComparison.Ordinal)));
        await office.UntilAsync("18:00", days: 1);
        Assert.Equal(2, office.Sent("ada").Count(m => m.Subject!.StartsWith("【已逾期】", StringComparison.Ordinal)));
        Assert.Empty(office.Sent("bob"));

        await office.UntilAsync("18:00", days: 3);
        await office.UntilAsync("08:00", days: 1);
        var told = Assert.Single(office.Sent("bob"));
        Assert.Equal("【汇总】2 条通知", told.Subject);
        Assert.DoesNotContain("请在此线以上回复", told.TextBody, StringComparison.Ordinal);
        Assert.Empty(office.Sent("eve"));
        await office.UntilAsync("18:00", days: 3);
        Assert.Equal(2, office.Sent("eve").Count(m => m.Subject!.StartsWith("[Escalated]", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_power_cut_between_any_two_of_its_steps_makes_no_second_digest_and_loses_none()
    {
        await using var office = await Office.OpenAsync();
        await office.ChooseAsync("ada", MailDelivery.Digest);
        await office.AskAsync();
        await office.AskAsync();
        await office.StartAgainAsync();
        var queue = office.Get<IMailQueue>();
        var mails = office.Get<Sending.QueuedMails>();
        office.Clock.SetUtcNow(At(14));

        await queue.ReleaseAsync("ada", At(14), mails.NewDigest("ada")); // committed, and then the power goes
        await office.StartAgainAsync();
        await office.Get<IMailQueue>().ReleaseAsync("ada", At(14), mails.NewDigest("ada"));
        var waiting = Assert.Single(await office.Get<IMailQueue>().DueAsync(At(14), 10));
        await office.PumpAsync();
        var digest = Assert.Single(office.Sent("ada"));
        Assert.Equal($"{waiting.Id:N}@example.test", digest.MessageId);

        await office.Get<IMailLog>().SaveAsync(waiting); // sent, and the power goes before that is written down
        await office.StartAgainAsync();
        await office.PumpAsync();
        Assert.Equal(digest.MessageId, Assert.Single(office.Sent("ada")).MessageId);
        Assert.Equal("mail.decided", (await office.AnswerAsync(digest, "1 同意\n2 同意")).Code); // the first copy decides too
    }

    private static DateTimeOffset At(int hour) => new(2026, 11, 23, hour, 0, 0, TimeSpan.FromHours(8));

    private static List<string> Links(MimeMessage mail) => [.. mail.TextBody!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(w => w[(w.IndexOf("http", StringComparison.Ordinal) is >= 0 and var i ? i : 0)..]).Where(w => w.Contains("/decide/", StringComparison.Ordinal))];
}
