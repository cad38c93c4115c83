using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Workflows.Core;

namespace Workflows.Mail.Transport;

/// <summary>Says precisely what failed between us and the mail server, and whether trying again can help.</summary>
internal static class SmtpFailure
{
    /// <returns>The explanation; <see langword="null"/> for an exception that no mail server can cause.</returns>
    public static Delivery? Explain(Exception exception, SmtpStage stage, SmtpOptions smtp)
    {
        var server = $"{smtp.Host}:{smtp.EffectivePort}";
        return exception switch
        {
            SmtpCommandException command => Answered(command, server),
            ServiceNotAuthenticatedException => SignInWanted(server, FirstLine(exception)),
            SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } =>
                Later("mail.dns", $"找不到邮件服务器 {smtp.Host}：域名无法解析。请检查 Mail:Smtp:Host 和 DNS。", $"The mail server {smtp.Host} cannot be found: its name does not resolve. Check Mail:Smtp:Host and the DNS."),
            SslHandshakeException or System.Security.Authentication.AuthenticationException =>
                Later("mail.tls", $"与邮件服务器 {server} 的 TLS 握手失败：证书不受信任或与主机名不符，或该端口不是 TLS 端口。请检查 Mail:Smtp:Security 和 CertificateAuthorityFile。", $"The TLS handshake with {server} failed: its certificate is not trusted or is for another name, or the port does not speak TLS. Check Mail:Smtp:Security and CertificateAuthorityFile. ({FirstLine(exception)})"),
            AuthenticationException =>
                Later("mail.auth", $"邮件服务器 {server} 拒绝了用户 {smtp.UserName} 的登录。请检查 Mail:Smtp:UserName 和 Password。", $"The mail server {server} refused the sign-in of {smtp.UserName}. Check Mail:Smtp:UserName and Password. ({FirstLine(exception)})"),
            NotSupportedException when stage == SmtpStage.Connect =>
                Later("mail.tls", $"邮件服务器 {server} 不支持 STARTTLS。请改用 Mail:Smtp:Security = Tls 或 None。", $"The mail server {server} does not offer STARTTLS. Set Mail:Smtp:Security to Tls or None."),
            NotSupportedException when stage == SmtpStage.SignIn =>
                Later("mail.auth", $"邮件服务器 {server} 不接受登录。请清空 Mail:Smtp:UserName 和 Password，或启用加密。", $"The mail server {server} takes no sign-in. Clear Mail:Smtp:UserName and Password, or turn on encryption."),
            NotSupportedException =>
                Never("mail.address-not-supported", $"邮件服务器 {server} 不支持该地址中的国际字符。请换一个邮箱地址。", $"The mail server {server} does not support the international characters of the address. Use another address."),
            OperationCanceledException or TimeoutException =>
                Later("mail.timeout", $"邮件服务器 {server} 在 {smtp.Timeout.TotalSeconds:0} 秒内没有响应。", $"The mail server {server} did not answer within {smtp.Timeout.TotalSeconds:0} s."),
            SocketException socket =>
                Later("mail.connect", $"无法连接邮件服务器 {server}：{socket.SocketErrorCode}。请检查服务器是否运行、端口和防火墙。", $"The mail server {server} cannot be reached: {FirstLine(socket)}. Check that it runs, the port and the firewall."),
            ProtocolException or ServiceNotConnectedException or IOException =>
                Later("mail.dropped", $"邮件服务器 {server} 中断了连接。", $"The mail server {server} broke off the conversation. ({FirstLine(exception)})"),
            _ => null,
        };
    }

    private static Delivery Answered(SmtpCommandException exception, string server)
    {
        var answer = $"{(int)exception.StatusCode} {FirstLine(exception)}";
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
        return (int)exception.StatusCode >= 500 ? Never(code, zh, en) : Later(code, zh, en);
    }

    private static Delivery.Postponed SignInWanted(string server, string answer) =>
        Later("mail.auth", $"邮件服务器 {server} 要求登录：{answer}。请设置 Mail:Smtp:UserName 和 Password。", $"The mail server {server} wants a sign-in: {answer}. Set Mail:Smtp:UserName and Password.");

    private static Delivery.Postponed Later(string code, string zh, string en) => new(new Refusal(code, new LocalizedText(zh, en)));

    private static Delivery.Refused Never(string code, string zh, string en) => new(new Refusal(code, new LocalizedText(zh, en)));

    private static string FirstLine(Exception exception) => exception.Message.AsSpan().Trim().ToString().Split('\n')[0].Trim();
}
