namespace Host.Startup;

/// <summary>The folder that holds everything the product keeps.</summary>
/// <param name="Root">Full path.</param>
public sealed record DataDirectory(string Root)
{
    /// <summary>Keys that protect cookies and tokens.</summary>
    public string Keys => Path.Combine(Root, "keys");

    /// <summary>Log files.</summary>
    public string Logs => Path.Combine(Root, "logs");

    /// <summary>Mails as files, while no mail server is configured.</summary>
    public string Mail => Path.Combine(Root, "mail");

    /// <summary>Mails that came in, as received.</summary>
    public string IncomingMail => Path.Combine(Root, "mail-in");

    /// <summary>Drops laid ready for import.</summary>
    public string Drops => Path.Combine(Root, "drops");

    /// <summary>Uploads on their way.</summary>
    public string Uploads => Path.Combine(Root, "uploads");

    /// <summary>The embedded database.</summary>
    public string Database => Path.Combine(Root, "workflow.db");

    /// <summary>Files in which ended instances are stored away: as the settings say, else in this folder.</summary>
    public string ArchiveOf(IConfiguration configuration) => Set(configuration, "Retention:Directory") ?? Path.Combine(Root, "archive");

    /// <summary>The secret that signs the history: as the settings say, else in this folder.</summary>
    public string AuditKeyOf(IConfiguration configuration) => Set(configuration, "Audit:KeyFile") ?? Path.Combine(Keys, "audit.key");

    /// <summary>The folder that the arguments or else the settings name.</summary>
    /// <param name="configuration">The settings.</param>
    /// <param name="arguments">The arguments.</param>
    /// <param name="create">Whether to make it when it is missing.</param>
    public static DataDirectory From(IConfiguration configuration, HostArguments arguments, bool create = true)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(arguments);
        var configured = arguments.DataDirectory ?? configuration["DataDirectory"];
        var root = Path.GetFullPath(string.IsNullOrWhiteSpace(configured) ? "data" : configured);
        if (create)
        {
            Directory.CreateDirectory(root);
        }

        return new(root);
    }

    private static string? Set(IConfiguration configuration, string name) => configuration[name] is { Length: > 0 } text ? text : null;
}
