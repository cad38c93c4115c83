using Microsoft.AspNetCore.Http;

namespace Host.Startup;

/// <summary>How this machine itself would call the program: what links in mails begin with while nobody has set a public address.</summary>
public static class OwnAddress
{
    /// <summary>Turns the addresses to listen on into one to go to.</summary>
    /// <param name="urls">As for <c>ASPNETCORE_URLS</c>, separated by semicolons; may be empty.</param>
    /// <returns>The first of them, with <c>localhost</c> for "every network"; <see langword="null"/> when there is none or its port is not known yet.</returns>
    public static string? From(string? urls)
    {
        var first = urls?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault();
        if (first is null || !first.Contains("://", StringComparison.Ordinal))
        {
            return null;
        }

        var address = BindingAddress.Parse(first);
        var host = address.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "localhost" : address.Host;
        return address.Port == 0 || address.IsUnixPipe || address.IsNamedPipe ? null : $"{address.Scheme}://{host}:{address.Port}";
    }
}
