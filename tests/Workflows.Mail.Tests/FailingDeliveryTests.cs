using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Runtime.Effects;
using Workflows.Runtime.Mails;

namespace Workflows.Mail.Tests;

/// <summary>Servers that say no, say later, or hang up; people who cannot be reached.</summary>
[Collection(MailServerCollection.Name)]
public sealed class FailingDeliveryTests(MailServerFixture fixture) : IDisposable
{
    private readonly MailRoom _room = new(options => SendingTests.Use(fixture.Server, options));

    [Fact]
    public async Task A_refused_receiver_is_parked_with_the_servers_words_and_keeps_nobody_else_from_the_mail()
    {
        var refused = _room.People.Add("county-1");
        var other = _room.People.Add("county-2");
        fixture.Server.Answer("rcpt", refused.Email!, "550 5.1.1 mailbox unknown");

        var result = await _room.HandleAsync(MailRoom.Effect("task-new", MailRoom.Person("county-1"), MailRoom.Person("county-2")));

        Assert.Contains("550 5.1.1 mailbox unknown", Assert.IsType<EffectResult.Park>(result).Reason);
        Assert.Single(await fixture.Server.ReadAsync(other.Email!));
        Assert.Equal(OutgoingMailState.Parked, Logged("county-1").State);
        Assert.Equal(OutgoingMailState.Sent, Logged("county-2").State);
    }

    [Fact]
    public async Task A_parked_mail_leaves_once_the_reason_is_gone_and_the_effect_is_tried_again()
    {
        var first = _room.People.Add("county-1", email: null);
        var second = _room.People.Add("county-2");
        var effect = MailRoom.Effect("task-new", MailRoom.Person("county-1"), MailRoom.Person("county-2"));

        var before = await _room.HandleAsync(effect);
        var parked = Logged("county-1");
        var mended = _room.People.Add("county-1");
        var after = await _room.HandleAsync(effect);

        Assert.IsType<EffectResult.Park>(before);
        Assert.Contains("no mail address", parked.Problem!.En);
        Assert.NotEmpty(parked.Body);
        Assert.IsType<EffectResult.Done>(after);
        Assert.Single(await fixture.Server.ReadAsync(mended.Email!));
        Assert.Single(await fixture.Server.ReadAsync(second.Email!));
        Assert.Null(Logged("county-1").Problem);
    }

    [Theory]
    [InlineData("451 4.3.0 greylisted, come back later")]
    [InlineData("drop")]
    public async Task A_server_that_says_later_or_hangs_up_is_asked_again_without_using_up_attempts(string answer)
    {
        var person = _room.People.Add("county-1");
        var effect = MailRoom.Effect("task-new", MailRoom.Person("county-1"));
        fixture.Server.Answer("rcpt", person.Email!, answer);

        var first = await _room.HandleAsync(effect);
        var second = await _room.HandleAsync(effect);
        var waiting = Logged("county-1");
        fixture.Server.Answer("rcpt", person.Email!, null);
        var third = await _room.HandleAsync(effect);

        Assert.Equal(TimeSpan.FromSeconds(5), Assert.IsType<EffectResult.Snooze>(first).For);
        Assert.Equal(TimeSpan.FromSeconds(10), Assert.IsType<EffectResult.Snooze>(second).For);
        Assert.Equal((OutgoingMailState.Waiting, 2), (waiting.State, waiting.Attempts));
        Assert.NotNull(waiting.Problem);
        Assert.IsType<EffectResult.Done>(third);
        Assert.Equal((OutgoingMailState.Sent, 3), (Logged("county-1").State, Logged("county-1").Attempts));
        Assert.Single(await fixture.Server.ReadAsync(person.Email!));
    }

    [Fact]
    public async Task While_one_mail_waits_a_refused_one_is_not_tried_over_and_over()
    {
        var refused = _room.People.Add("county-1");
        var waiting = _room.People.Add("county-2");
        fixture.Server.Answer("rcpt", refused.Email!, "550 5.1.1 mailbox unknown");
        fixture.Server.Answer("rcpt", waiting.Email!, "451 4.3.0 later");
        var effect = MailRoom.Effect("task-new", MailRoom.Person("county-1"), MailRoom.Person("county-2"));

        await _room.HandleAsync(effect);
        await _room.HandleAsync(effect);

        Assert.Equal(1, Logged("county-1").Attempts);
        Assert.Equal(2, Logged("county-2").Attempts);
    }

    [Fact]
    public async Task A_mail_that_could_not_leave_for_two_days_is_parked()
    {
        var person = _room.People.Add("county-1");
        var effect = MailRoom.Effect("task-new", MailRoom.Person("county-1"));
        fixture.Server.Answer("rcpt", person.Email!, "451 4.3.0 later");

        await _room.HandleAsync(effect);
        _room.Clock.Advance(TimeSpan.FromDays(2) - TimeSpan.FromSeconds(1));
        var stillWaiting = await _room.HandleAsync(effect);
        _room.Clock.Advance(TimeSpan.FromSeconds(1));
        var given = await _room.HandleAsync(effect);

        Assert.Equal(TimeSpan.FromSeconds(10), Assert.IsType<EffectResult.Snooze>(stillWaiting).For);
        Assert.IsType<EffectResult.Park>(given);
        Assert.Contains("451", Logged("county-1").Problem!.En);
    }

    [Fact]
    public async Task A_rule_that_finds_nobody_leaves_a_trace()
    {
        _room.People.Add("gone", Roles.CountyOfficer, isActive: false);

        var result = await _room.HandleAsync(MailRoom.Effect(
            "task-escalated",
            new Recipient(RecipientKind.Superior, null, "420900101", 1),
            new Recipient(RecipientKind.Role, Roles.CountyOfficer, "4209001"),
            MailRoom.Person("nobody"),
            MailRoom.Person("gone"),
            MailRoom.Address("not an address")));

        Assert.IsType<EffectResult.Park>(result);
        Assert.Collection(
            _room.Log.All.Select(mail => mail.Problem!.En),
            problem => Assert.Equal("There is no active officer 1 tier(s) above 城关供电所. Give somebody the role.", problem),
            problem => Assert.Equal("Nobody active holds the role county-officer in 汉川市供电公司. Give somebody the role.", problem),
            problem => Assert.Equal("There is no person nobody.", problem),
            problem => Assert.Equal("张三 (gone)'s account is inactive; nothing was sent.", problem),
            problem => Assert.Equal("'not an address' is no mail address.", problem));
        Assert.All(_room.Log.All, mail => Assert.Equal((OutgoingMailState.Parked, 0), (mail.State, mail.Attempts)));
    }

    public void Dispose() => _room.Dispose();

    private OutgoingMail Logged(string person) => _room.Log.All.Single(mail => mail.ReceiverId == person);
}
