using System.Net.Security;
using MailKit;
using MailKit.Net.Smtp;
using Workflows.Core;

namespace Workflows.Mail.Transport;

/// <summary>Says precisely what failed between us and the mail server, and whether trying again can help.</summary>
internal static class SmtpFailure
{
    /// <returns>The explanation; <see langword="null"/> for an exception that no mail server can cause.</returns>
    public static Delivery? Explain(Exception exception, SmtpStage stage, SmtpOptions smtp, SslPolicyErrors certificate)
    {
        var server = new ServerName("Mail:Smtp", smtp.Host, smtp.EffectivePort, smtp.UserName, smtp.Timeout);
        return exception switch
        {
            SmtpCommandException command => Answered(command, server),
            ServiceNotAuthenticatedException => SignInWanted(server, ServerFailure.FirstLine(exception)),
            NotSupportedException when stage == SmtpStage.Send =>
                Never("mail.address-not-supported", $"邮件服务器 {server} 不支持该地址中的国际字符。请换一个邮箱地址。", $"The mail server {server} does not support the international characters of the address. Use another address."),
            _ => ServerFailure.Explain(exception, stage, server, certificate) is { } why ? new Delivery.Postponed(why) : null,
        };
    }

    private static Delivery Answered(SmtpCommandException exception, ServerName server)
    {
        var answer = $"{(int)exception.StatusCode} {ServerFailure.FirstLine(exception)}";
        if (exception.StatusCode is SmtpStatusCode.AuthenticationRequired or SmtpStatusCode.AuthenticationInvalidCredentials or SmtpStatusCode.AuthenticationMechanismTooWeak)
        {
            return SignInWanted(server, answer);
        }

        var (code, zh, en) = exception.ErrorCode switch
        {
            SmtpErrorCode.RecipientNotAccepted => ("mail.recipient-refused", $"邮件服务器 {server} 拒绝收件人 {exception.Mailbox?.Address}：{answer}", $"The mail server {server} refused the receiver {exception.Mailbox?.Address}: {answer}"),
            SmtpErrorCode.SenderNotAccepted => ("mail.sender-refused", $"邮件服务器 {server} 拒绝发件人 {exception.Mailbox?.Address}：{answer}。请检查 Mail:From。", $"The mail server {server} refused the sender {exception.Mailbox?.Address}: {answer}. Check Mail:From."),
            _ => ("mail.message-refused", $"邮件服务器 {server} 拒绝了邮件：{answer}", $"The mail server {server} refused the mail: {answer}"),
        };
        return (int)exception.StatusCode >= 500 ? Never(code, zh, en) : new Delivery.Postponed(new Refusal(code, new LocalizedText(zh, en)));
    }

    private static Delivery.Postponed SignInWanted(ServerName server, string answer) => new(new Refusal("mail.auth", new LocalizedText(
        $"邮件服务器 {server} 要求登录：{answer}。请设置 Mail:Smtp:UserName 和 Password。",
        $"The mail server {server} wants a sign-in: {answer}. Set Mail:Smtp:UserName and Password.")));

    private static Delivery.Refused Never(string code, string zh, string en) => new(new Refusal(code, new LocalizedText(zh, en)));
}
