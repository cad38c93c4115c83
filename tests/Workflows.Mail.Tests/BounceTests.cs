using MimeKit;
using Workflows.Core.Organisation;
using Workflows.Runtime.Mails;
using Workflows.Runtime.People;

namespace Workflows.Mail.Tests;

/// <summary>Mail that comes back: the address is marked, superiors are told, and a report that nobody can have got from our mail does nothing.</summary>
public sealed class BounceTests
{
    private static readonly Actor Admin = new("root", "root", [new RoleGrant(Roles.Administrator, "P")]);

    [Fact]
    public async Task A_mail_that_comes_back_marks_its_address_and_goes_up_a_tier_once()
    {
        await using var office = await Office.OpenAsync();
        await office.AskAsync();
        var sent = Assert.Single(office.Sent("ada"));
        var report = Report(sent, "ada@example.test");

        var judged = await office.TakeAsync(report);

        Assert.Equal((IncomingMailState.Ignored, "mail.bounced", false), (judged.State, judged.Code, judged.IsAnswered));
        var mark = Assert.Single(office.Get<IBouncedAddresses>().All);
        Assert.Equal(("ada@example.test", "ada", "5.1.1", "550 5.1.1 no such mailbox"), (mark.Address, mark.PersonId, mark.Status, mark.Diagnostic));
        Assert.Equal("【邮件无法送达】 张三", Assert.Single(office.Sent("bob")).Subject!.Replace("  ", " ", StringComparison.Ordinal));
        Assert.Equal("mail.same", (await office.TakeAsync(report)).Code);
        Assert.Single(office.Sent("bob"));

        // The next mail does not go there: its superior learns of it at once.
        await office.StartAgainAsync();
        await office.AskAsync();
        Assert.Single(office.Sent("ada"));
        Assert.Equal(2, office.Sent("bob").Count);
        var parked = Assert.Single(await office.LogAsync("ada"), m => m.State == OutgoingMailState.Parked);
        Assert.Contains("5.1.1", parked.Problem!.Zh, StringComparison.Ordinal);

        Assert.Equal("command.not-allowed", (await office.Get<IMailDesk>().ClearAddressAsync(Actor.System("x") with { PersonId = "ada" }, mark.Address))?.Code);
        Assert.Null(await office.Get<IMailDesk>().ClearAddressAsync(Admin, mark.Address));
        Assert.Equal("mail.not-bounced", (await office.Get<IMailDesk>().ClearAddressAsync(Admin, mark.Address))?.Code);
        Assert.Null(await office.Get<IMailDesk>().SendAgainAsync(Admin, parked.Id));
        await office.PumpAsync();
        Assert.Equal(2, office.Sent("ada").Count);
    }

    [Fact]
    public async Task A_team_lead_is_told_before_the_county()
    {
        await using var office = await Office.OpenAsync();
        await office.Get<IPeople>().SavePersonAsync(new Person("lea", "李班长", "lea@example.test", "C1", [new RoleGrant(Roles.TeamLead, "S11")], true, "zh-CN"));
        await office.AskAsync();

        await office.TakeAsync(Report(Assert.Single(office.Sent("ada")), "ada@example.test"));

        Assert.Contains("张三", Assert.Single(office.Sent("lea")).Subject, StringComparison.Ordinal);
        Assert.Empty(office.Sent("bob"));
    }

    [Fact]
    public async Task Reports_that_are_forged_late_or_of_no_failure_change_nothing_and_nothing_loops()
    {
        await using var office = await Office.OpenAsync();
        await office.AskAsync();
        var sent = Assert.Single(office.Sent("ada"));

        Assert.Equal("mail.report-unknown", (await office.TakeAsync(Report(sent, "ada@example.test", id: $"{Guid.NewGuid():N}@example.test"))).Code);
        Assert.Equal("mail.report-unknown", (await office.TakeAsync(Report(sent, "eve@example.test"))).Code);
        Assert.Equal("mail.report-unknown", (await office.TakeAsync(Report(sent, "ada@example.test", id: "not-ours@example.test"))).Code);
        Assert.Equal("mail.report", (await office.TakeAsync(Report(sent, "ada@example.test", action: "delayed", status: "4.4.7"))).Code);
        Assert.Equal("mail.report", (await office.TakeAsync(Report(sent, "ada@example.test", action: "delivered", status: "2.0.0"))).Code);
        office.Clock.Advance(TimeSpan.FromDays(11));
        Assert.Equal("mail.report-unknown", (await office.TakeAsync(Report(sent, "ada@example.test"))).Code);
        Assert.Empty(office.Get<IBouncedAddresses>().All);
        Assert.Empty(office.Sent("bob"));

        // What tells the superior comes back too: that is the end of it.
        await office.AskAsync();
        await office.TakeAsync(Report(office.Sent("ada")[^1], "ada@example.test"));
        var told = Assert.Single(office.Sent("bob"));
        await office.TakeAsync(Report(told, "bob@example.test"));
        Assert.Equal(2, office.Get<IBouncedAddresses>().All.Count);
        Assert.Empty(office.Sent("eve"));
    }

    /// <summary>A report as RFC 3464 has it: words, the status, the headers of what came back.</summary>
    private static MimeMessage Report(MimeMessage returned, string address, string? id = null, string action = "failed", string status = "5.1.1")
    {
        var groups = $"Reporting-MTA: dns; mx.example.test\r\n\r\nFinal-Recipient: rfc822; {address}\r\nAction: {action}\r\nStatus: {status}\r\nDiagnostic-Code: smtp; 550 {status} no such mailbox\r\n";
        using var content = new MemoryStream(System.Text.Encoding.ASCII.GetBytes(groups));
        var headers = new TextPart("rfc822-headers") { Text = $"From: closedloop@example.test\r\nMessage-ID: <{id ?? returned.MessageId}>\r\nSubject: x\r\n" };
        var report = new MimeMessage { Subject = "Undelivered Mail Returned to Sender", MessageId = $"{Guid.NewGuid():N}@mx.example.test" };
        report.From.Add(new MailboxAddress("Mail Delivery System", "MAILER-DAEMON@mx.example.test"));
        report.To.Add(MailboxAddress.Parse("closedloop@example.test"));
        var entity = MimeEntity.Load(ContentType.Parse("message/delivery-status"), new MemoryStream(content.ToArray()));
        report.Body = new MultipartReport("delivery-status") { new TextPart("plain") { Text = "Your mail could not be delivered. 同意" }, entity, headers };
        return report;
    }
}
