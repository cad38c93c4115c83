using MailKit;
using MailKit.Security;

namespace Workflows.Mail.Transport;

/// <summary>Signs in to a mail server, by password or by access token.</summary>
internal sealed class SignIn(AccessTokens tokens)
{
    /// <summary>Signs in; a token that the server refuses is replaced once, since it may have been taken back.</summary>
    /// <exception cref="AccessTokenException">There is no access token.</exception>
    /// <exception cref="AuthenticationException">The server refuses.</exception>
    public async Task SignInAsync(IMailService client, string userName, string password, OAuthOptions oauth, CancellationToken cancellationToken)
    {
        if (!oauth.IsOn)
        {
            await client.AuthenticateAsync(userName, password, cancellationToken);
            return;
        }

        try
        {
            await client.AuthenticateAsync(new SaslMechanismOAuth2(userName, await tokens.GetAsync(oauth, cancellationToken)), cancellationToken);
        }
        catch (AuthenticationException) when (client.IsConnected)
        {
            tokens.Forget(oauth);
            await client.AuthenticateAsync(new SaslMechanismOAuth2(userName, await tokens.GetAsync(oauth, cancellationToken)), cancellationToken);
        }
    }
}
