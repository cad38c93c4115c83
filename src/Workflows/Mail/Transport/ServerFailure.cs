using System.Net.Security;
using System.Net.Sockets;
using MailKit;
using MailKit.Security;
using Workflows.Core;

namespace Workflows.Mail.Transport;

/// <summary>A server as its settings name it, for explanations.</summary>
/// <param name="Section"><c>Mail:Smtp</c> or <c>Mail:Imap</c>.</param>
/// <param name="Host">Its name.</param>
/// <param name="Port">Its port.</param>
/// <param name="UserName">Who signs in; empty = nobody.</param>
/// <param name="Timeout">How long it may take.</param>
internal sealed record ServerName(string Section, string Host, int Port, string UserName, TimeSpan Timeout)
{
    public override string ToString() => $"{Host}:{Port}";
}

/// <summary>Says precisely what failed on the way to a mail server, until it is signed in to: name, connection, TLS, certificate, token, sign-in.</summary>
internal static class ServerFailure
{
    /// <returns>The explanation; <see langword="null"/> for an exception that no mail server can cause.</returns>
    public static Refusal? Explain(Exception exception, SmtpStage stage, ServerName server, SslPolicyErrors certificate) => exception switch
    {
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } =>
            Why("mail.dns", $"找不到邮件服务器 {server.Host}：域名无法解析。请检查 {server.Section}:Host 和 DNS。", $"The mail server {server.Host} cannot be found: its name does not resolve. Check {server.Section}:Host and the DNS."),
        SslHandshakeException or System.Security.Authentication.AuthenticationException when certificate != SslPolicyErrors.None => Certificate(server, certificate),
        SslHandshakeException or System.Security.Authentication.AuthenticationException =>
            Why("mail.tls", $"与邮件服务器 {server} 的 TLS 握手失败：该端口可能不是 TLS 端口。请检查 {server.Section}:Port 和 Security。", $"The TLS handshake with {server} failed; the port may not speak TLS. Check {server.Section}:Port and Security. ({FirstLine(exception)})"),
        AccessTokenException =>
            Why("mail.token", $"令牌地址没有发放访问令牌：{FirstLine(exception)}。请检查 {server.Section}:OAuth。", $"The token endpoint gave no access token: {FirstLine(exception)}. Check {server.Section}:OAuth."),
        AuthenticationException =>
            Why("mail.auth", $"邮件服务器 {server} 拒绝了用户 {server.UserName} 的登录。请检查 {server.Section}:UserName 和 Password（或 OAuth）。", $"The mail server {server} refused the sign-in of {server.UserName}. Check {server.Section}:UserName and Password (or OAuth). ({FirstLine(exception)})"),
        NotSupportedException when stage == SmtpStage.Connect =>
            Why("mail.tls", $"邮件服务器 {server} 不支持 STARTTLS。请改用 {server.Section}:Security = Tls 或 None。", $"The mail server {server} does not offer STARTTLS. Set {server.Section}:Security to Tls or None."),
        NotSupportedException when stage == SmtpStage.SignIn =>
            Why("mail.auth", $"邮件服务器 {server} 不接受这种登录方式。请检查 {server.Section}:UserName、Password 和 OAuth，或启用加密。", $"The mail server {server} does not take this way of signing in. Check {server.Section}:UserName, Password and OAuth, or turn on encryption."),
        OperationCanceledException or TimeoutException =>
            Why("mail.timeout", $"邮件服务器 {server} 在 {server.Timeout.TotalSeconds:0} 秒内没有响应。", $"The mail server {server} did not answer within {server.Timeout.TotalSeconds:0} s."),
        SocketException socket =>
            Why("mail.connect", $"无法连接邮件服务器 {server}：{socket.SocketErrorCode}。请检查服务器是否运行、端口和防火墙。", $"The mail server {server} cannot be reached: {FirstLine(socket)}. Check that it runs, the port and the firewall."),
        ProtocolException or ServiceNotConnectedException or IOException =>
            Why("mail.dropped", $"邮件服务器 {server} 中断了连接。", $"The mail server {server} broke off the conversation. ({FirstLine(exception)})"),
        _ => null,
    };

    /// <summary>The first line of what an exception says.</summary>
    public static string FirstLine(Exception exception) => exception.Message.AsSpan().Trim().ToString().Split('\n')[0].Trim();

    private static Refusal Certificate(ServerName server, SslPolicyErrors problem) => problem.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)
        ? Why("mail.certificate", $"邮件服务器 {server} 的证书不是发给 {server.Host} 的。请在 {server.Section}:Host 填写证书上的名称。", $"The certificate of {server} is for another name than {server.Host}. Set {server.Section}:Host to the name on the certificate.")
        : Why("mail.certificate", $"邮件服务器 {server} 的证书不受信任或已过期。单位自建的证书机构请填写 {server.Section}:CertificateAuthorityFile。", $"The certificate of {server} is not trusted, or has expired. Name a company's own authority in {server.Section}:CertificateAuthorityFile.");

    private static Refusal Why(string code, string zh, string en) => new(code, new LocalizedText(zh, en));
}
