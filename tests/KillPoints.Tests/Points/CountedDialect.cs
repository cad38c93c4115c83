using System.Collections.Immutable;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Workflows.Storage;
using Workflows.Storage.Schema;
using Workflows.Storage.Writing;

namespace KillPoints.Tests.Points;

/// <summary>A database with a place before and after every statement, whoever runs it.</summary>
internal sealed class CountedDialect(Dialect inner, KillSwitch killSwitch) : Dialect
{
    public override string Description => inner.Description;

    public override IReadOnlyList<string> Begin => inner.Begin;

    public override WriteConnection OpenForWriting() => new WriterPoints(inner.OpenForWriting(), killSwitch);

    public override Task<DbTransaction> BeginReadAsync(DbConnection connection, CancellationToken cancellationToken) => inner.BeginReadAsync(connection, cancellationToken);

    public override bool WantsInnerLimits => inner.WantsInnerLimits;

    public override bool IsDuplicateKey(DbException exception) => inner.IsDuplicateKey(exception);

    public override bool IsConflict(DbException exception) => inner.IsConflict(exception);

    public override Task<bool> ExistsAsync(CancellationToken cancellationToken) => inner.ExistsAsync(cancellationToken);

    public override Task CreateAsync(CancellationToken cancellationToken) => inner.CreateAsync(cancellationToken);

    public override ImmutableArray<MigrationScript> Migrations => inner.Migrations;

    public override Task<DbConnection> OpenForUpgradeAsync(CancellationToken cancellationToken) => inner.OpenForUpgradeAsync(cancellationToken);

    public override void Configure(DbContextOptionsBuilder options)
    {
        inner.Configure(options);
        options.AddInterceptors(new SqlPoints(killSwitch));
    }

    public override WorkflowContext WithMigrations(DbContextOptions<WorkflowContext> options) => inner.WithMigrations(options);

    public override Task<long?> SizeOnDiskAsync(WorkflowContext context, CancellationToken cancellationToken) => inner.SizeOnDiskAsync(context, cancellationToken);

    public override Task<IReadOnlyList<string>> CheckFilesAsync(WorkflowContext context, CancellationToken cancellationToken) => inner.CheckFilesAsync(context, cancellationToken);
}
