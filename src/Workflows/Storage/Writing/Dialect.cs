using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Storage.Writing;

/// <summary>What differs between databases for the prepared statements; everything else is EF Core's business.</summary>
internal abstract class Dialect
{
    /// <summary>Kind and place for people; never a password.</summary>
    public abstract string Description { get; }

    /// <summary>Begins a transaction that may write.</summary>
    public abstract string Begin { get; }

    /// <summary>Opens a connection that is set up for durable commits.</summary>
    public abstract DbConnection Open();

    /// <summary>Begins a transaction that sees one state of the data and never hinders writers.</summary>
    public abstract Task<DbTransaction> BeginReadAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>Whether the error says that a row with the same key exists.</summary>
    public abstract bool IsDuplicateKey(DbException exception);

    /// <summary>Sets up EF Core for this database.</summary>
    public abstract void Configure(DbContextOptionsBuilder options);

    /// <summary>Bytes on disk, or <see langword="null"/> when that is not known.</summary>
    public abstract long? SizeOnDisk();

    /// <summary>Faults that the database finds in its own file; empty when sound.</summary>
    public abstract Task<IReadOnlyList<string>> CheckFileAsync(WorkflowContext context, CancellationToken cancellationToken);
}
