using System.ComponentModel.DataAnnotations;

namespace Workflows.Storage;

/// <summary>Where data are kept, and how much of them in memory.</summary>
public sealed class StorageOptions
{
    /// <summary>Gets or sets the connection string: of PostgreSQL when it names a <c>Host</c>, else of SQLite with its file as <c>Data Source</c>.</summary>
    /// <value>The default is <c>Data Source=data/workflow.db</c>.</value>
    [Required]
    public string ConnectionString { get; set; } = "Data Source=data/workflow.db";

    /// <summary>Gets or sets the file with the secret that history is signed with; made when it is missing. Every node needs the same one.</summary>
    /// <value>The default is <c>data/keys/audit.key</c>.</value>
    [Required]
    public string AuditKeyFile { get; set; } = "data/keys/audit.key";

    /// <summary>Gets or sets the mail address that the head of each sealed day is sent to, by whatever workflow begins with the event <c>AuditDaySealed</c>.</summary>
    /// <value>Empty (the default) = heads are only logged.</value>
    [EmailAddressOrEmpty]
    public string MailHeadsTo { get; set; } = "";

    /// <summary>Gets or sets how many bytes of instance state, as JSON, are kept in memory for the next step.</summary>
    /// <value>The default is 8 million, about 50 MB of memory.</value>
    [Range(0, 1_000_000_000)]
    public long CacheSize { get; set; } = 8_000_000;
}
