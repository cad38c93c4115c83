using System.Net.Http.Json;
using Host.Tests.Api;
using MimeKit;

namespace Host.Tests.Decide;

/// <summary>Deciding by an answer, end to end: the program sends through a real SMTP server and reads a real mailbox over IMAP.</summary>
public sealed class ReplyTests(MailboxHost host) : IClassFixture<MailboxHost>
{
    [Fact]
    public async Task An_answer_decides_and_its_proof_is_kept_with_the_decision()
    {
        var (id, mail) = await host.AskAsync(1);
        Assert.Matches(@"^closedloop\+[a-z2-7]{32}@example\.test$", mail.ReplyTo.Mailboxes.Single().Address);

        var answer = MailboxHost.Answer(mail, "同意\n请尽快采购");
        var body = new Multipart("mixed") { answer.Body!, new MimePart("application", "pdf") { FileName = "报价.pdf", ContentDisposition = new ContentDisposition("attachment"), ContentTransferEncoding = ContentEncoding.Base64, Content = new MimeContent(new MemoryStream("%PDF-1.4\n%%EOF\n"u8.ToArray())) } };
        answer.Body = body;
        await host.Mail.SendAsync(answer);

        var told = await host.MailAsync("county-1@example.test", m => m.InReplyTo == answer.MessageId);
        Assert.Contains("已按您的回复办理", told.TextBody, StringComparison.Ordinal);
        Assert.Equal("auto-replied", told.Headers["Auto-Submitted"]);
        var decided = (await host.DecisionAsync(id))!;
        Assert.Equal(("Approved", "请尽快采购"), (decided["outcome"]!.GetValue<string>(), decided["comment"]!.GetValue<string>()));
        var source = decided["source"]!;
        Assert.Equal(("MailReply", answer.MessageId, "mx.example.test: dkim=pass domain=example.test"), (source["channel"]!.GetValue<string>(), source["messageId"]!.GetValue<string>(), source["authentication"]!.GetValue<string>()));
        var sha = source["sha256"]!.GetValue<string>();
        Assert.True(File.Exists(Path.Combine(host.Process.DataDirectory, "mail-in", sha[..2], $"{sha}.eml")));
        using var county = await host.AsAsync("county-1");
        Assert.Contains("报价.pdf", await county.GetStringAsync($"/api/tickets/{id}/evidence"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_unclear_changes_nothing_and_the_answer_to_the_answer_decides()
    {
        var (id, mail) = await host.AskAsync(2);
        var unclear = MailboxHost.Answer(mail, "收到，我看一下");
        await host.Mail.SendAsync(unclear);
        var help = await host.MailAsync("county-2@example.test", m => m.InReplyTo == unclear.MessageId);
        Assert.Contains("第一行只写“同意”或“不同意”", help.TextBody, StringComparison.Ordinal);
        Assert.Null(await host.DecisionAsync(id));

        await host.Mail.SendAsync(MailboxHost.Answer(help, "不同意\n今年预算已用完"));
        await host.MailAsync("county-2@example.test", m => m.TextBody?.Contains("已按您的回复办理", StringComparison.Ordinal) == true);
        Assert.Equal("Rejected", (await host.DecisionAsync(id))!["outcome"]!.GetValue<string>());
    }

    [Fact]
    public async Task Who_comes_second_is_told_who_decided_and_when()
    {
        var (id, mail) = await host.AskAsync(3);
        using var county = await host.AsAsync("county-3");
        var task = (await county.GetJsonAsync($"/api/tickets/{id}"))["tasks"]!.AsArray().Single(t => t!["state"]!.GetValue<string>() == "Created")!["id"]!.GetValue<Guid>();
        await (await county.PostAsJsonAsync($"/api/tasks/{task}/complete", new { outcome = "Approved" })).JsonAsync();

        var late = MailboxHost.Answer(mail, "不同意\n太贵");
        await host.Mail.SendAsync(late);
        var told = await host.MailAsync("county-3@example.test", m => m.InReplyTo == late.MessageId);
        Assert.Matches(@"此任务已由 .+ 于 \d{4}-\d\d-\d\d \d\d:\d\d 完成", told.TextBody);
        Assert.Equal("Approved", (await host.DecisionAsync(id))!["outcome"]!.GetValue<string>());
    }

    [Fact]
    public async Task Forgeries_forwards_and_machines_decide_nothing_get_no_answer_and_none_is_lost()
    {
        var (id, mail) = await host.AskAsync(4);
        var forged = MailboxHost.Answer(mail, "同意");
        await host.Mail.SendAsync(forged, "thief@evil.test");
        var forwarded = MailboxHost.Answer(mail, "同意", "county-5@example.test");
        await host.Mail.SendAsync(forwarded);
        var guessed = MailboxHost.Answer(mail, "同意");
        guessed.To.Clear();
        guessed.To.Add(MailboxAddress.Parse($"closedloop+{new string('a', 32)}@example.test"));
        guessed.Body = new TextPart("plain") { Text = "同意" };
        await host.Mail.SendAsync(guessed);
        var away = MailboxHost.Answer(mail, "同意");
        away.Headers.Add("Auto-Submitted", "auto-replied");
        await host.Mail.SendAsync(away);

        foreach (var (sent, state, code) in new[] { (forged, "Quarantined", "mail.not-authenticated"), (forwarded, "Quarantined", "mail.other-sender"), (guessed, "Quarantined", "mail.unknown-secret"), (away, "Ignored", "mail.machine.auto-submitted") })
        {
            var judged = await host.IncomingAsync(sent.MessageId!);
            Assert.Equal((state, code, false), (judged["state"]!.GetValue<string>(), judged["code"]!.GetValue<string>(), judged["isAnswered"]!.GetValue<bool>()));
        }

        Assert.Null(await host.DecisionAsync(id));

        var quarantined = (await host.IncomingAsync(forged.MessageId!))["id"]!.GetValue<Guid>();
        using var county = await host.AsAsync("county-4");
        await (await county.GetAsync("/api/mail/incoming")).ProblemAsync(403, "request.not-allowed");
        await (await county.PostAsync($"/api/mail/incoming/{quarantined}/dismiss", null)).ProblemAsync(403, "request.not-allowed");
        using var admin = await host.AsAsync("admin");
        Assert.Equal(System.Net.HttpStatusCode.NoContent, (await admin.PostAsync($"/api/mail/incoming/{quarantined}/dismiss", null)).StatusCode);
        await (await admin.PostAsync($"/api/mail/incoming/{quarantined}/dismiss", null)).ProblemAsync(409, "mail.not-quarantined");
        Assert.Equal("Dismissed", (await host.IncomingAsync(forged.MessageId!))["state"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_mail_that_comes_back_marks_its_address_until_an_administrator_clears_it()
    {
        var (_, mail) = await host.AskAsync(8);
        var report = new MimeMessage { Subject = "Undelivered Mail Returned to Sender" };
        report.From.Add(MailboxAddress.Parse("mailer-daemon@example.test"));
        report.To.Add(MailboxAddress.Parse("closedloop@example.test"));
        var status = MimeEntity.Load(ContentType.Parse("message/delivery-status"), new MemoryStream("Reporting-MTA: dns; mx.example.test\r\n\r\nFinal-Recipient: rfc822; county-8@example.test\r\nAction: failed\r\nStatus: 5.1.1\r\n"u8.ToArray()));
        report.Body = new MultipartReport("delivery-status") { new TextPart("plain") { Text = "同意" }, status, new TextPart("rfc822-headers") { Text = $"From: closedloop@example.test\r\nMessage-ID: <{mail.MessageId}>\r\n" } };
        await host.Mail.SendAsync(report);

        Assert.Equal("mail.bounced", (await host.IncomingAsync(report.MessageId!))["code"]!.GetValue<string>());
        using var admin = await host.AsAsync("admin");
        Assert.Contains("county-8@example.test", await admin.GetStringAsync("/api/mail/bounced"), StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.NoContent, (await admin.DeleteAsync("/api/mail/bounced/county-8@example.test")).StatusCode);
        await (await admin.DeleteAsync("/api/mail/bounced/county-8@example.test")).ProblemAsync(409, "mail.not-bounced");
        Assert.Equal("[]", await admin.GetStringAsync("/api/mail/bounced"));
    }

    [Fact]
    public async Task Mails_that_come_while_others_are_read_are_read_too()
    {
        var (_, mail) = await host.AskAsync(7);
        var answers = Enumerable.Range(0, 30).Select(i => MailboxHost.Answer(mail, $"收到 {i}")).ToList();
        foreach (var answer in answers)
        {
            await host.Mail.SendAsync(answer);
        }

        foreach (var answer in answers)
        {
            Assert.Equal("mail.unclear", (await host.IncomingAsync(answer.MessageId!))["code"]!.GetValue<string>());
        }

        // Enough is enough: who keeps writing what nobody understands is not answered for ever.
        var last = await host.IncomingAsync(answers[^1].MessageId!);
        Assert.False(last["isAnswered"]!.GetValue<bool>());
    }

    [Fact]
    public async Task After_a_power_cut_nothing_is_done_twice_and_nothing_is_left_out()
    {
        var (id, mail) = await host.AskAsync(6);
        host.Process.Kill();
        var answer = MailboxHost.Answer(mail, "同意");
        await host.Mail.SendAsync(answer);
        await host.Mail.SendAsync(answer); // the same mail once more, as mail systems do
        await host.Process.StartAgainAsync();

        Assert.Equal("Decided", (await host.IncomingAsync(answer.MessageId!))["state"]!.GetValue<string>());
        Assert.NotNull(await host.DecisionAsync(id));
        await host.MailAsync("county-6@example.test", m => m.InReplyTo == answer.MessageId);
        host.Process.Kill();
        await host.Process.StartAgainAsync();
        var judged = await host.JudgedAsync(answer.MessageId!, atLeast: 2);
        Assert.Equal(["Decided", "Ignored"], judged.Select(m => m["state"]!.GetValue<string>()).Order());
    }
}
