using MimeKit;
using Workflows.Core.Instances;
using Workflows.Runtime.Mails;

namespace Workflows.Mail.Tests;

/// <summary>One mail that asks for several decisions, answered line by line: each line is the command that the page gives, with the proof of its sender.</summary>
public sealed class ByLineTests
{
    [Fact]
    public async Task Each_line_decides_its_task_with_the_proof_and_what_is_unclear_stays_open_and_is_said_in_one_answer()
    {
        await using var office = await Office.OpenAsync();
        var (ids, digest) = await DigestOfAsync(office, 5);
        await office.DecideAsync(ids[3]);

        var judged = await office.AnswerAsync(digest, "1 同意 尽快\n2 收到\n4 同意\n7 同意\n3 不同意");

        Assert.Equal((IncomingMailState.Decided, "mail.decided-in-part", true), (judged.State, judged.Code, judged.IsAnswered));
        var decision = (await office.DecisionAsync(ids[0]))!;
        Assert.Equal(("Approved", "尽快", "ada"), (decision.Outcome, decision.Comment, decision.By.PersonId));
        var source = decision.Source!;
        Assert.Equal((DecisionChannel.MailReply, judged.MailId, judged.Sha256, "mx.example.test: dkim=pass domain=example.test"), (source.Channel, source.MailId, source.Sha256, source.Authentication));
        Assert.Equal(["", "", ""], [await office.OutcomeAsync(ids[1]), await office.OutcomeAsync(ids[2]), await office.OutcomeAsync(ids[4])]);

        var answer = Answer(office);
        Assert.Contains("1 审批申请 —— 已办理：同意", answer.TextBody, StringComparison.Ordinal);
        Assert.Contains("2 审批申请 —— 没有办理：没有读懂结论", answer.TextBody, StringComparison.Ordinal);
        Assert.Contains("3 审批申请 —— ", answer.TextBody, StringComparison.Ordinal); // a rejection without a reason
        Assert.Contains("4 审批申请 —— 此任务已由 张三", answer.TextBody, StringComparison.Ordinal);
        Assert.Contains("5 审批申请 —— 没有写到", answer.TextBody, StringComparison.Ordinal);
        Assert.Contains("没有可办理的编号：7", answer.TextBody, StringComparison.Ordinal);

        // The answer asks again for what is open, by the same numbers; so does the first mail.
        Assert.Equal("mail.decided-in-part", (await office.AnswerAsync(answer, "2 同意\n1 不同意 改主意了")).Code);
        Assert.Equal(["Approved", "Approved"], [await office.OutcomeAsync(ids[0]), await office.OutcomeAsync(ids[1])]);
        Assert.Equal(IncomingMailState.Decided, (await office.AnswerAsync(digest, "3 不同意 不需要\n5 同意")).State);
        Assert.Equal(["Rejected", "Approved"], [await office.OutcomeAsync(ids[2]), await office.OutcomeAsync(ids[4])]);
    }

    [Theory]
    [InlineData("同意")]
    [InlineData("全部同意\n1 驳回 太贵")]
    [InlineData("都行")]
    public async Task Without_numbers_nothing_is_decided(string text)
    {
        await using var office = await Office.OpenAsync();
        var (ids, digest) = await DigestOfAsync(office, 2);

        var judged = await office.AnswerAsync(digest, text);

        Assert.Equal((IncomingMailState.Answered, "mail.unclear"), (judged.State, judged.Code));
        Assert.Equal("", await office.OutcomeAsync(ids[0]) + await office.OutcomeAsync(ids[1]));
        Assert.Contains("一行一项", Answer(office).TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_elses_answer_decides_any_line_and_a_line_keeps_its_own_policy()
    {
        await using var office = await Office.OpenAsync();
        await office.ChooseAsync("ada", MailDelivery.Digest);
        var easy = await office.AskAsync();
        office.Clock.Advance(TimeSpan.FromMinutes(1));
        await office.PublishAsync("""{ "link": "SignInOnly", "reply": "DkimOnly" }""");
        var strict = await office.AskAsync();
        await office.UntilAsync("14:00");
        var digest = Assert.Single(office.Sent("ada"));

        Assert.Equal("mail.not-authenticated", (await office.AnswerAsync(digest, "1 同意\n2 同意", isVouchedFor: false)).Code);
        var judged = await office.AnswerAsync(digest, "1 同意\n2 同意");

        Assert.Equal("mail.decided-in-part", judged.Code);
        Assert.Equal(("Approved", ""), (await office.OutcomeAsync(easy), await office.OutcomeAsync(strict)));
        Assert.Contains("2 审批申请 —— 没有办理：此项要求更严格的身份核验", Answer(office).TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Taken_again_after_a_power_cut_an_answer_comes_to_the_same_and_is_answered_once()
    {
        await using var office = await Office.OpenAsync();
        var (ids, digest) = await DigestOfAsync(office, 2);
        var answer = new MimeMessage { Subject = "Re", MessageId = "one@example.test", Body = new TextPart("plain") { Text = "1 同意\n2 同意" } };
        answer.From.Add(digest.To.Mailboxes.Single());
        answer.To.AddRange(digest.ReplyTo);
        answer.Headers.Insert(0, "Authentication-Results", "mx.example.test; dmarc=pass header.from=example.test");
        answer.Body = new TextPart("plain") { Text = $"1 同意\n2 同意\n\n> {digest.TextBody!.ReplaceLineEndings("\n").Replace("\n", "\n> ", StringComparison.Ordinal)}" };

        var first = await office.TakeAsync(answer, uid: 77);
        await office.StartAgainAsync();
        var again = await office.TakeAsync(answer, uid: 77); // the power went before the mail was marked as read

        Assert.Equal((first.Id, "mail.decided", "mail.decided"), (again.Id, first.Code, again.Code));
        Assert.Equal("ApprovedApproved", await office.OutcomeAsync(ids[0]) + await office.OutcomeAsync(ids[1]));
        Assert.Single(office.Sent("ada"), m => m.Headers["Auto-Submitted"] == "auto-replied");
    }

    [Fact]
    public async Task An_answer_waits_for_its_server_like_any_other_mail()
    {
        await using var office = await Office.OpenAsync();
        var id = await office.AskAsync();
        var mail = Assert.Single(office.Sent("ada"));
        office.BreakTransport(true);
        await office.AnswerAsync(mail, "同意");
        Assert.Equal("Approved", await office.OutcomeAsync(id));
        Assert.Equal(OutgoingMailState.Waiting, Assert.Single(await office.LogAsync("ada"), m => m.Template == "answer").State);

        await office.StartAgainAsync();
        office.BreakTransport(false);
        office.Clock.Advance(TimeSpan.FromSeconds(5));
        await office.PumpAsync();
        Assert.Contains("已按您的回复办理", Answer(office).TextBody, StringComparison.Ordinal);
    }

    private static MimeMessage Answer(Office office) => Assert.Single(office.Sent("ada"), m => m.Headers["Auto-Submitted"] == "auto-replied");

    private static async Task<(IReadOnlyList<Guid> Ids, MimeMessage Digest)> DigestOfAsync(Office office, int count)
    {
        await office.ChooseAsync("ada", MailDelivery.Digest);
        var ids = new List<Guid>();
        for (var i = 0; i < count; i++)
        {
            ids.Add(await office.AskAsync());
            office.Clock.Advance(TimeSpan.FromMinutes(1)); // due one after the other, so numbered in this order
        }

        await office.UntilAsync("14:00");
        return (ids, Assert.Single(office.Sent("ada")));
    }
}
