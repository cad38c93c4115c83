using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Workflows.Mail.Transport;

/// <summary>Sends mails through the configured server, over as many connections at once as the settings say.</summary>
internal sealed class SmtpTransport(IOptions<MailOptions> options, SignIn signIn, TimeProvider clock) : IMailTransport, IDisposable
{
    /// <summary>After a connection could not be made, the next mails are put off for this long without trying, lest each waits for the time-out in turn.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    private readonly SmtpOptions _smtp = options.Value.Smtp;
    private readonly SemaphoreSlim _free = new(options.Value.Smtp.Connections);
    private readonly ConcurrentStack<SmtpConnection> _idle = new();
    private readonly SemaphoreSlim _door = new(1);
    private volatile Away? _away;

    public async Task<Delivery> SendAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken);
        var connection = _idle.TryPop(out var known) ? known : new SmtpConnection(_smtp, signIn, clock);
        try
        {
            return connection.IsReady ? await SendAsync(connection, message, cancellationToken) : await ConnectAsync(connection, message, cancellationToken);
        }
        catch
        {
            connection.Dispose(); // given up in the middle of a mail: nobody knows where the conversation stands
            throw;
        }
        finally
        {
            _idle.Push(connection);
            _free.Release();
        }
    }

    public void Dispose()
    {
        foreach (var connection in _idle)
        {
            connection.Dispose();
        }

        _free.Dispose();
        _door.Dispose();
    }

    /// <summary>One mail at a time makes a new connection, so that one and not all wait for a server that is away.</summary>
    private async Task<Delivery> ConnectAsync(SmtpConnection connection, MimeMessage message, CancellationToken cancellationToken)
    {
        await _door.WaitAsync(cancellationToken);
        try
        {
            return _away is { } away && clock.GetElapsedTime(away.Since) < Rest ? away.Why : await SendAsync(connection, message, cancellationToken);
        }
        finally
        {
            _door.Release();
        }
    }

    private async Task<Delivery> SendAsync(SmtpConnection connection, MimeMessage message, CancellationToken cancellationToken)
    {
        var delivery = await connection.SendAsync(message, cancellationToken);
        _away = connection.Stage == SmtpStage.Send ? null : new Away(delivery, clock.GetTimestamp());
        return delivery;
    }

    /// <summary>The server could not be reached.</summary>
    private sealed record Away(Delivery Why, long Since);
}
