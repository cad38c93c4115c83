using MimeKit;
using TestSupport.Mail;
using Workflows.Core.Organisation;
using Workflows.Runtime.Mails;
using Workflows.Runtime.People;

namespace Workflows.Mail.Tests;

/// <summary>Days of a leader who never opens a page: everything goes by mail, through a real SMTP server and a real mailbox.</summary>
public sealed class LeaderDayTests
{
    private const string Ladder = """
        [ { "rung": "due-soon", "at": "-1wd", "to": [ { "kind": "owner" } ], "template": "task-due-soon" },
          { "rung": "overdue", "at": "0", "to": [ { "kind": "owner" } ], "template": "task-overdue" },
          { "rung": "team-lead", "at": "+1wd", "to": [ { "kind": "superior", "levels": 0 } ], "template": "task-escalated" },
          { "rung": "county", "at": "+3wd", "to": [ { "kind": "superior", "levels": 1 } ], "template": "task-escalated" },
          { "rung": "prefecture", "at": "+7wd", "to": [ { "kind": "superior", "levels": 2 } ], "template": "task-escalated" } ]
        """;

    [Fact]
    public async Task Tasks_digests_reminders_and_escalations_are_all_done_by_answering_mail()
    {
        await using var server = await MailServer.StartAsync(new MailServerSettings { AuthenticationServer = "mx.example.test" });
        await using var office = await OpenAsync(server);

        // A task mail, and an answer that decides; its sender is told so.
        var plain = await office.AskAsync();
        Assert.StartsWith("【待办】", (await AnswerAsync(server, office, await LastAsync(server), "同意\n请尽快")).Subject);
        Assert.Contains("已按您的回复办理", (await LastAsync(server)).TextBody, StringComparison.Ordinal);
        Assert.Equal(("Approved", "请尽快"), ((await office.DecisionAsync(plain))!.Outcome, (await office.DecisionAsync(plain))!.Comment));

        // An answer that says nothing clear: one that helps comes back, and the answer to that decides.
        var unclear = await office.AskAsync();
        await AnswerAsync(server, office, await LastAsync(server), "收到，我看一下");
        var help = await LastAsync(server);
        Assert.Equal("", await office.OutcomeAsync(unclear));
        Assert.Contains("第一行只写“同意”或“不同意”", help.TextBody, StringComparison.Ordinal);
        await AnswerAsync(server, office, help, "不同意\n今年预算已用完");
        Assert.Equal("Rejected", await office.OutcomeAsync(unclear));
        Assert.DoesNotContain("回复：回复：", (await LastAsync(server)).Subject, StringComparison.Ordinal);

        // Somebody was faster.
        var decided = await office.AskAsync();
        var late = await LastAsync(server);
        await office.DecideAsync(decided);
        await AnswerAsync(server, office, late, "不同意\n太贵");
        Assert.Matches(@"此任务已由 张三 于 \d{4}-\d\d-\d\d \d\d:\d\d 完成", (await LastAsync(server)).TextBody);
        Assert.Equal("Approved", await office.OutcomeAsync(decided));

        // Three tasks in one mail, answered line by line; what was unclear is asked again.
        await office.ChooseAsync("ada", MailDelivery.Digest);
        Guid[] three = [await office.AskAsync(), await office.AskAsync(), await office.AskAsync()];
        await office.UntilAsync("14:00");
        var digest = await LastAsync(server);
        Assert.Equal("【汇总】3 项待办", digest.Subject);
        await AnswerAsync(server, office, digest, "1 同意\n2 不同意 材料不齐\n3 再议");
        Assert.Equal(["", "Approved", "Rejected"], await OutcomesAsync(office, three));
        await AnswerAsync(server, office, await LastAsync(server), "3 同意");
        Assert.Equal(["Approved", "Approved", "Rejected"], await OutcomesAsync(office, three));

        // Nothing is done for days: a reminder, word that it is late, and those above are told one after the other; then the answer to the late mail decides.
        await office.ChooseAsync("ada");
        await office.PublishAsync("""{ "link": "Link", "reply": "Authenticated" }""", Ladder);
        await office.UntilAsync("09:00", days: 1);
        var slow = await office.AskAsync();
        await office.UntilAsync("18:00", days: 1);
        Assert.StartsWith("【即将到期】", (await LastAsync(server)).Subject);
        await office.UntilAsync("18:00", days: 1);
        var overdue = await LastAsync(server);
        Assert.StartsWith("【已逾期】", overdue.Subject);
        Assert.Equal((0, 0, 0), (await server.CountAsync("lea@example.test"), await server.CountAsync("bob@example.test"), await server.CountAsync("eve@example.test")));
        await office.UntilAsync("18:00", days: 1);
        Assert.Equal((1, 0, 0), (await server.CountAsync("lea@example.test"), await server.CountAsync("bob@example.test"), await server.CountAsync("eve@example.test")));
        Assert.StartsWith("【逾期督办】", (await LastAsync(server, "lea@example.test")).Subject);
        await office.UntilAsync("18:00", days: 4);
        Assert.Equal((1, 1, 0), (await server.CountAsync("lea@example.test"), await server.CountAsync("bob@example.test"), await server.CountAsync("eve@example.test")));
        await AnswerAsync(server, office, overdue, "同意");
        Assert.Equal("Approved", await office.OutcomeAsync(slow));
        await office.UntilAsync("18:00", days: 14);
        Assert.Equal((1, 1, 0), (await server.CountAsync("lea@example.test"), await server.CountAsync("bob@example.test"), await server.CountAsync("eve@example.test")));
    }

    private static async Task<Office> OpenAsync(MailServer server)
    {
        var office = await Office.OpenAsync(
            o =>
            {
                (o.Smtp.Host, o.Smtp.Port, o.Smtp.Security) = ("127.0.0.1", server.SmtpPort, SmtpSecurity.None);
                (o.Imap.Host, o.Imap.Port, o.Imap.Security, o.Imap.UserName, o.Imap.Password) = ("127.0.0.1", server.ImapPort, SmtpSecurity.None, "closedloop@example.test", MailServer.Password);
            },
            isOnline: true);
        await office.Get<IPeople>().SavePersonAsync(new Person("lea", "李班长", "lea@example.test", "S11", [new RoleGrant(Roles.TeamLead, "S11")], true, "zh-CN"));
        await office.ReadMailAsync(); // empty yet: from here on everything is new
        return office;
    }

    private static async Task<string[]> OutcomesAsync(Office office, Guid[] instances)
    {
        var outcomes = await Task.WhenAll(instances.Select(office.OutcomeAsync));
        return [.. outcomes.Order(StringComparer.Ordinal)];
    }

    private static async Task<MimeMessage> LastAsync(MailServer server, string address = "ada@example.test") => (await server.ReadAsync(address))[^1];

    /// <summary>Answers a mail as the leader's mail program does.</summary>
    /// <returns>The mail.</returns>
    private static async Task<MimeMessage> AnswerAsync(MailServer server, Office office, MimeMessage mail, string text)
    {
        await server.SendAsync(Office.Answer(mail, text));
        await office.ReadMailAsync();
        return mail;
    }
}
