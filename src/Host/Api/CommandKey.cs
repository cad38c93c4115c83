using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Host.Api;

/// <summary>
/// The id of the command that a request gives. With an <c>Idempotency-Key</c> header the same person and key always make the same id, so that a
/// repeated request gets the first outcome; another person's equal key is another id. Without one every request is a new command.
/// </summary>
/// <param name="Id">The command id.</param>
public sealed record CommandKey(Guid Id) : IBindableFromHttpContext<CommandKey>
{
    /// <summary>The header.</summary>
    public const string Header = "Idempotency-Key";

    /// <summary>Longest key in characters.</summary>
    public const int MaxLength = 200;

    /// <inheritdoc/>
    public static ValueTask<CommandKey?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var key = context.Request.Headers[Header].ToString().Trim();
        if (key.Length > MaxLength)
        {
            throw new BadHttpRequestException($"{Header} is longer than {MaxLength} characters.");
        }

        var id = key.Length == 0
            ? Guid.CreateVersion7(context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow())
            : From(context.User.Identity?.Name ?? "", key);
        return ValueTask.FromResult<CommandKey?>(new CommandKey(id));
    }

    /// <summary>Another id that belongs to this command: the same one for the same purpose.</summary>
    public Guid Derive(string purpose) => From(Id.ToString("N"), purpose);

    private static Guid From(string scope, string key)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{scope}\n{key}")).AsSpan(0, 16);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80); // RFC 9562: version 8, made by our own rule
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash, bigEndian: true);
    }
}
