using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Storage.Audit;

/// <summary>What a day's history came to when it was closed. Each seal signs the one before it, so none can be taken out or made again without the key.</summary>
internal sealed class SealRow
{
    /// <summary>The day (UTC) as <c>yyyy-MM-dd</c>.</summary>
    public required string Day { get; set; }

    /// <summary>How many steps it has.</summary>
    public long Steps { get; set; }

    /// <summary>SHA-256 over the codes of its steps, in the order of their instants, instances and revisions.</summary>
    public required byte[] Digest { get; set; }

    /// <summary>HMAC over the seal before it, the day, the number and the digest: the head of the chain on that day.</summary>
    public required byte[] Head { get; set; }

    /// <summary>The head that follows from the one before.</summary>
    public static byte[] HeadOf(ReadOnlySpan<byte> key, byte[]? before, string day, long steps, byte[] digest)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hash.AppendData(before ?? new byte[32]);
        hash.AppendData(Encoding.ASCII.GetBytes(day));
        Span<byte> count = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(count, steps);
        hash.AppendData(count);
        hash.AppendData(digest);
        return hash.GetHashAndReset();
    }

    /// <summary>Whether it follows from the one before under this key.</summary>
    public bool IsSignedWith(ReadOnlySpan<byte> key, byte[]? before) => CryptographicOperations.FixedTimeEquals(Head, HeadOf(key, before, Day, Steps, Digest));

    internal sealed class Configuration : IEntityTypeConfiguration<SealRow>
    {
        public void Configure(EntityTypeBuilder<SealRow> builder)
        {
            builder.ToTable("seals");
            builder.HasKey(r => r.Day);
        }
    }
}
