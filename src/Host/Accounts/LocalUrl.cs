namespace Host.Accounts;

/// <summary>Return addresses come from the address line and lead nowhere but into this product.</summary>
internal static class LocalUrl
{
    /// <summary>The address when it is a path of this product; else the inbox.</summary>
    public static string OrInbox(string? url) => IsLocal(url) ? url! : "/inbox";

    private static bool IsLocal(string? url) =>
        url is ['/', ..] && !url.StartsWith("//", StringComparison.Ordinal) && !url.Contains('\\', StringComparison.Ordinal) && !url.Any(char.IsControl)
        && !url.StartsWith("/login", StringComparison.OrdinalIgnoreCase);
}
