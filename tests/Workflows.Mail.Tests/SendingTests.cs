using MimeKit;
using TestSupport.Mail;
using Workflows.Core;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Runtime.Effects;
using Workflows.Runtime.Live;
using Workflows.Runtime.Mails;

namespace Workflows.Mail.Tests;

/// <summary>What arrives at the receivers, read back over IMAP from a real server.</summary>
[Collection(MailServerCollection.Name)]
public sealed class SendingTests(MailServerFixture fixture) : IDisposable
{
    private readonly MailRoom _room = new(options => Use(fixture.Server, options));

    [Fact]
    public async Task A_mail_arrives_in_the_receivers_language_with_its_thread_and_says_that_a_machine_wrote_it()
    {
        _room.Template("task-new.zh-CN", "Subject: 【待办】{{ instance.number }} {{ task.title }}\n\n{{ receiver.name }}，您好：\n办理时限：{{ task.dueAt }}\n责任单位：{{ instance.unitName }}\n{{ link }}\n");
        var person = _room.People.Add("county-1");
        var effect = MailRoom.Effect("task-new", MailRoom.Person("county-1"));

        var result = await _room.HandleAsync(effect);

        Assert.IsType<EffectResult.Done>(result);
        var mail = Assert.Single(await fixture.Server.ReadAsync(person.Email!));
        Assert.Equal("【待办】JC20261123-0007 县公司分析", mail.Subject);
        Assert.Equal($"张三 (county-1)，您好：\n办理时限：2026-11-24 17:30\n责任单位：汉川市供电公司\nhttps://closedloop.example.test/tasks/{effect.TaskId}", mail.TextBody!.ReplaceLineEndings("\n").Trim());
        Assert.Contains($"<a href=\"https://closedloop.example.test/tasks/{effect.TaskId}\">", mail.HtmlBody);
        Assert.Equal("auto-generated", mail.Headers["Auto-Submitted"]);
        Assert.Equal("All", mail.Headers["X-Auto-Response-Suppress"]);
        Assert.Equal(_room.Clock.GetUtcNow(), mail.Date);
        Assert.Equal(TimeSpan.FromHours(8), mail.Date.Offset);
        Assert.Equal("稽查闭环", Assert.IsType<MailboxAddress>(Assert.Single(mail.From)).Name);
        Assert.Equal("张三 (county-1)", Assert.IsType<MailboxAddress>(Assert.Single(mail.To)).Name);
        Assert.EndsWith("@example.test", mail.MessageId);
        Assert.Equal(mail.InReplyTo, Assert.Single(mail.References));
    }

    [Fact]
    public async Task Mails_about_one_instance_belong_to_one_conversation()
    {
        var person = _room.People.Add("county-1");

        await _room.HandleAsync(MailRoom.Effect("task-new", MailRoom.Person("county-1")));
        await _room.HandleAsync(MailRoom.Effect("task-overdue", MailRoom.Person("county-1")));

        var mails = await fixture.Server.ReadAsync(person.Email!, atLeast: 2);
        Assert.Single(mails.Select(mail => mail.InReplyTo).Distinct());
        Assert.Equal(2, mails.Select(mail => mail.MessageId).Distinct().Count());
    }

    [Fact]
    public async Task Everyone_in_office_gets_one_mail_in_their_own_language()
    {
        var chinese = _room.People.Add("county-1", Roles.CountyOfficer);
        var english = _room.People.Add("county-2", Roles.CountyOfficer, language: "en");
        var gone = _room.People.Add("county-3", Roles.CountyOfficer, isActive: false);

        await _room.HandleAsync(MailRoom.Effect(
            "task-overdue",
            new Recipient(RecipientKind.Role, Roles.CountyOfficer, "4209001"),
            MailRoom.Person("county-1"),
            MailRoom.Address(chinese.Email!.ToUpperInvariant())));

        Assert.StartsWith("【已逾期】", Assert.Single(await fixture.Server.ReadAsync(chinese.Email!)).Subject);
        Assert.StartsWith("[Overdue] JC20261123-0007 County analysis: 王小明 (no consumption)", Assert.Single(await fixture.Server.ReadAsync(english.Email!)).Subject);
        Assert.Equal(0, await fixture.Server.CountAsync(gone.Email!));
    }

    [Fact]
    public async Task The_superior_of_the_tier_asked_for_is_sent_to_the_ticket_rather_than_the_task()
    {
        var county = _room.People.Add("county-1", Roles.CountyOfficer);
        var prefecture = _room.People.Add("prefecture", Roles.PrefectureOfficer, "42090");

        await _room.HandleAsync(MailRoom.Effect("task-escalated", new Recipient(RecipientKind.Superior, null, "420900101", 1)));
        await _room.HandleAsync(MailRoom.Effect("task-escalated", new Recipient(RecipientKind.Superior, null, "420900101", 2)));

        var mail = Assert.Single(await fixture.Server.ReadAsync(county.Email!));
        Assert.Contains($"https://closedloop.example.test/tickets/{_room.InstanceId}", mail.TextBody);
        Assert.StartsWith("【逾期督办】", Assert.Single(await fixture.Server.ReadAsync(prefecture.Email!)).Subject);
    }

    [Fact]
    public async Task Repeating_an_effect_sends_nothing_again()
    {
        var person = _room.People.Add("county-1");
        var effect = MailRoom.Effect("task-new", MailRoom.Person("county-1"));

        await _room.HandleAsync(effect);
        await _room.HandleAsync(effect);
        await _room.HandleAsync(MailRoom.Effect("task-overdue", MailRoom.Person("county-1")));

        Assert.Equal(2, (await fixture.Server.ReadAsync(person.Email!, atLeast: 2)).Count);
    }

    [Fact]
    public async Task A_mail_sent_twice_because_the_log_was_lost_is_recognisably_the_same()
    {
        var person = _room.People.Add("county-1");
        var effect = MailRoom.Effect("task-new", MailRoom.Person("county-1"));
        using var afterCrash = new MailRoom(options => Use(fixture.Server, options));
        afterCrash.People.Add("county-1", email: person.Email);

        await _room.HandleAsync(effect);
        await afterCrash.HandleAsync(effect);

        var mails = await fixture.Server.ReadAsync(person.Email!, atLeast: 2);
        Assert.Single(mails.Select(mail => mail.MessageId).Distinct());
    }

    [Fact]
    public async Task A_value_with_line_breaks_cannot_add_headers()
    {
        var person = _room.People.Add("county-1", name: "王\r\nBcc: evil@example.test");
        _room.Template("task-new.zh-CN", "Subject: {{ instance.title }}\n\n{{ receiver.name }}");
        var header = new InstanceHeader("JC1", LocalizedText.Same("零电量\r\nBcc: evil@example.test\r\n\r\n<script>alert(1)</script>"), "4209001", null, null, null);

        await _room.HandleAsync(MailRoom.Effect("task-new", MailRoom.Person("county-1")), header);

        var mail = Assert.Single(await fixture.Server.ReadAsync(person.Email!));
        Assert.Equal("零电量 Bcc: evil@example.test <script>alert(1)</script>", mail.Subject);
        Assert.Equal("王 Bcc: evil@example.test", Assert.IsType<MailboxAddress>(Assert.Single(mail.To)).Name);
        Assert.Empty(mail.Bcc);
        Assert.Equal(0, await fixture.Server.CountAsync("evil@example.test"));
    }

    [Fact]
    public async Task What_the_log_keeps_is_what_was_sent()
    {
        var person = _room.People.Add("county-1");
        var effect = MailRoom.Effect("task-new", MailRoom.Person("county-1"));

        await _room.HandleAsync(effect);

        var logged = Assert.Single(_room.Log.All);
        var mail = Assert.Single(await fixture.Server.ReadAsync(person.Email!));
        Assert.Equal(mail.Subject, logged.Subject);
        Assert.Equal(mail.TextBody!.ReplaceLineEndings("\n"), logged.Body);
        Assert.Equal(
            (OutgoingMailState.Sent, effect.Id, "task-new", "county-1", person.Email, _room.InstanceId, "JC20261123-0007", "4209001", 1, _room.Clock.GetUtcNow()),
            (logged.State, logged.EffectId!.Value, logged.Template, logged.ReceiverId, logged.Address, logged.InstanceId!.Value, logged.Number, logged.Unit, logged.Attempts, logged.SentAt!.Value));
        Assert.Null(logged.Problem);
        Assert.Equal(new Change("mail", _room.InstanceId), Assert.Single(_room.Changes.All));
    }

    public void Dispose() => _room.Dispose();

    internal static void Use(MailServer server, MailOptions options)
    {
        options.From = "稽查闭环 <closedloop@example.test>";
        options.PublicBaseUrl = "https://closedloop.example.test/";
        options.Smtp = new SmtpOptions { Host = "127.0.0.1", Port = server.SmtpPort, Security = SmtpSecurity.None, Timeout = TimeSpan.FromSeconds(20) };
    }
}
