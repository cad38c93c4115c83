using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Storage.Retention;

/// <summary>An archive file: what it holds, and a code that proves it unaltered. The same lies as JSON beside the file, so that the archive can be proved without the database.</summary>
internal sealed class ArchiveSliceRow
{
    /// <summary>Counts the files from 1.</summary>
    public long Id { get; set; }

    /// <summary>Path in the archive's folder, with forward slashes.</summary>
    public required string File { get; set; }

    public required string DefinitionId { get; set; }

    public DateTimeOffset StoredAt { get; set; }

    public int Instances { get; set; }

    public long Steps { get; set; }

    public long Bytes { get; set; }

    /// <summary>Of the file, hex.</summary>
    public required string Sha256 { get; set; }

    /// <summary>HMAC with the audit key over everything above.</summary>
    public byte[] Mac { get; set; } = [];

    /// <summary>Path of the JSON beside the file.</summary>
    [JsonIgnore]
    public string Manifest => ManifestOf(File);

    /// <summary>Path of the JSON that belongs to an archive file.</summary>
    public static string ManifestOf(string file) => file.Replace(".jsonl.gz", ".manifest.json", StringComparison.Ordinal);

    /// <summary>The code that the row should have.</summary>
    public byte[] MacOf(ReadOnlySpan<byte> key) => HMACSHA256.HashData(
        key, Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new { Id, File, DefinitionId, StoredAt = StoredAt.UtcTicks, Instances, Steps, Bytes, Sha256 }, ArchiveJson.Options)));

    internal sealed class Configuration : IEntityTypeConfiguration<ArchiveSliceRow>
    {
        public void Configure(EntityTypeBuilder<ArchiveSliceRow> builder)
        {
            builder.ToTable("archive_slices");
            builder.HasKey(r => r.Id);
            builder.Property(r => r.Id).ValueGeneratedNever();
            builder.Ignore(r => r.Manifest);
        }
    }
}
