using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using MimeKit;
using MimeKit.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;
using Workflows.Core.Instances;
using Workflows.Core.Time;
using Workflows.Mail.Receiving;

namespace Workflows.Mail.Tests.Receiving;

/// <summary>Who is believed to be the sender: mails are signed here with keys of the test and checked as they would arrive.</summary>
public sealed class SenderCheckTests
{
    private static readonly TestKeys Keys = new("example.test", "evil.test");

    [Fact]
    public async Task A_signature_of_the_senders_domain_vouches_for_the_sender()
    {
        var verdict = await CheckAsync(Signed("example.test"));
        Assert.Equal(("wangmin@example.test", "dkim=pass header.d=example.test"), (verdict.Address, verdict.ByDkim));
        Assert.Equal(verdict.ByDkim, verdict.Vouched(ReplyPolicy.DkimOnly));
        Assert.Null(verdict.Vouched(ReplyPolicy.Never));
    }

    [Fact]
    public async Task A_mail_that_was_changed_on_the_way_is_not_believed()
    {
        var raw = Signed("example.test");
        Assert.Null((await CheckAsync(raw.Replace("好的", "同意", StringComparison.Ordinal))).ByDkim);
        Assert.Null((await CheckAsync(raw.Replace("wangmin@", "other@", StringComparison.Ordinal))).ByDkim);
    }

    [Fact]
    public async Task A_valid_signature_of_another_domain_does_not_count()
    {
        var verdict = await CheckAsync(Signed("evil.test"));
        Assert.Null(verdict.ByDkim);
        Assert.Equal(["dkim=not-aligned header.d=evil.test"], verdict.Checks.AsEnumerable());
    }

    [Fact]
    public async Task Without_a_signature_nobody_is_believed() => Assert.Null((await CheckAsync(Text())).Vouched(ReplyPolicy.Authenticated));

    [Theory]
    [InlineData("From: Boss <boss@example.test>\r\n")]
    [InlineData("From: Boss <boss@example.test>, Other <x@evil.test>\r\n")]
    public async Task A_mail_with_two_senders_has_none(string more)
    {
        Assert.Null((await CheckAsync(more + Signed("example.test"))).Address);
    }

    [Fact]
    public async Task A_signed_mail_that_is_sent_on_to_another_address_does_not_cover_that_address()
    {
        Assert.True((await CheckAsync(Signed("example.test"))).CoversReceiver);
        var sentOn = await CheckAsync("To: closedloop+secret@example.test\r\n" + Signed("example.test"));
        Assert.False(sentOn.CoversReceiver);
        var unsigned = Keys.Sign(Text(), "example.test", coversReceiver: false);
        Assert.NotNull((await CheckAsync(unsigned)).ByDkim);
        Assert.False((await CheckAsync(unsigned.Replace("To: closedloop@", "To: closedloop+secret@", StringComparison.Ordinal))).CoversReceiver);
    }

    [Theory]
    [InlineData("l=10;")]
    [InlineData("x=1;")]
    public async Task A_signature_of_a_part_or_of_the_past_is_not_enough(string tag) =>
        Assert.Null((await CheckAsync(Signed("example.test").Replace("DKIM-Signature: v=1;", $"DKIM-Signature: v=1; {tag}", StringComparison.Ordinal))).ByDkim);

    [Theory]
    [InlineData("mx.example.test; dkim=pass header.d=example.test", true)]
    [InlineData("mx.example.test; dmarc=pass header.from=example.test", true)]
    [InlineData("mx.example.test; dkim=pass header.d=evil.test; dmarc=fail header.from=example.test", false)]
    [InlineData("mx.example.test; spf=pass smtp.mailfrom=example.test", false)]
    [InlineData("mx.example.test; dkim=fail header.d=example.test", false)]
    [InlineData("mx.evil.test; dkim=pass header.d=example.test", false)]
    [InlineData("mx.evil.test; none\r\nAuthentication-Results: mx.example.test; dkim=pass header.d=example.test", false)]
    [InlineData("garbage", false)]
    public async Task Only_the_topmost_word_of_our_own_server_counts(string results, bool believed)
    {
        var verdict = await CheckAsync($"Authentication-Results: {results}\r\n{Text()}", "mx.example.test");
        Assert.Equal(believed, verdict.ByServer is not null);
        Assert.Equal(believed, verdict.Vouched(ReplyPolicy.Authenticated) is not null);
        Assert.Null(verdict.Vouched(ReplyPolicy.DkimOnly));
    }

    [Fact]
    public async Task Without_a_server_of_our_own_no_such_header_is_believed() =>
        Assert.Null((await CheckAsync($"Authentication-Results: ; dkim=pass header.d=example.test\r\n{Text()}")).ByServer);

    [Theory]
    [InlineData("example.test", "example.test", true)]
    [InlineData("example.test", "mail.example.test", true)]
    [InlineData("mail.example.test", "example.test", false)]
    [InlineData("ample.test", "example.test", false)]
    [InlineData("test", "example.test", false)]
    public void A_domain_answers_for_itself_and_those_below(string signer, string from, bool aligned) => Assert.Equal(aligned, SenderCheck.IsAligned(signer, from));

    private static string Text() => "From: =?utf-8?B?546L5pWP?= <wangmin@example.test>\r\nTo: closedloop@example.test\r\nSubject: Re\r\nDate: Mon, 23 Nov 2026 14:20:00 +0800\r\nMessage-ID: <1@example.test>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n好的\r\n";

    private static string Signed(string domain) => Keys.Sign(Text(), domain);

    private static Task<SenderVerdict> CheckAsync(string raw, string server = "")
    {
        var options = new MailOptions();
        options.Imap.AuthenticationServer = server;
        var check = new SenderCheck(Keys, Options.Create(options), new MailClock(new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 6, 20, 0, TimeSpan.Zero)), WorkingCalendar.Default));
        return check.CheckAsync(ReceivedMail.Read(System.Text.Encoding.UTF8.GetBytes(raw))!.Message, CancellationToken.None);
    }
}
