using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Inspection.Evidence;

namespace Workflows.Storage.Inspection;

/// <summary>A file handed in as evidence; its bytes lie beside the database.</summary>
internal sealed class EvidenceRow
{
    public Guid Id { get; set; }

    public Guid TaskId { get; set; }

    public Guid InstanceId { get; set; }

    public required string FieldPath { get; set; }

    public required string FileName { get; set; }

    public required string ContentType { get; set; }

    public long Length { get; set; }

    public required string Sha256 { get; set; }

    public required string UploadedBy { get; set; }

    public DateTimeOffset UploadedAt { get; set; }

    public DateTimeOffset? TakenAt { get; set; }

    public double? Lon { get; set; }

    public double? Lat { get; set; }

    public EvidenceFile ToFile() => new(Id, TaskId, InstanceId, FieldPath, FileName, ContentType, Length, Sha256, UploadedBy, UploadedAt, TakenAt, Lon, Lat);

    public static EvidenceRow Of(EvidenceFile file) => new()
    {
        Id = file.Id,
        TaskId = file.TaskId,
        InstanceId = file.InstanceId,
        FieldPath = file.FieldPath,
        FileName = file.FileName,
        ContentType = file.ContentType,
        Length = file.Length,
        Sha256 = file.Sha256,
        UploadedBy = file.UploadedBy,
        UploadedAt = file.UploadedAt,
        TakenAt = file.TakenAt,
        Lon = file.Lon,
        Lat = file.Lat,
    };

    internal sealed class Configuration : IEntityTypeConfiguration<EvidenceRow>
    {
        public void Configure(EntityTypeBuilder<EvidenceRow> builder)
        {
            builder.ToTable("evidence");
            builder.HasKey(r => r.Id);
            builder.Property(r => r.Id).ValueGeneratedNever();
            builder.HasIndex(r => r.InstanceId);
            builder.HasIndex(r => r.Sha256);
        }
    }
}
