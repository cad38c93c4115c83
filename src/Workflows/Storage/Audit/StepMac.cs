using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Workflows.Storage.Instances;

namespace Workflows.Storage.Audit;

/// <summary>HMAC-SHA-256 over everything that a step says happened. It names instance and revision, so a step cannot be put elsewhere either.</summary>
internal static class StepMac
{
    /// <summary>The code of a step with this content.</summary>
    public static byte[] Of(ReadOnlySpan<byte> key, Guid instanceId, long revision, Guid commandId, string subject, DateTimeOffset at, string actorId, string actor, ReadOnlySpan<byte> facts, byte[]? delta)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        Span<byte> head = stackalloc byte[48];
        instanceId.TryWriteBytes(head, bigEndian: true, out _);
        commandId.TryWriteBytes(head[16..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(head[32..], revision);
        BinaryPrimitives.WriteInt64BigEndian(head[40..], at.UtcTicks);
        hash.AppendData(head);
        foreach (var text in (ReadOnlySpan<string>)[subject, actorId, actor])
        {
            Append(hash, Encoding.UTF8.GetBytes(text));
        }

        Append(hash, facts);
        if (delta is not null)
        {
            Append(hash, delta);
        }

        return hash.GetHashAndReset();
    }

    /// <summary>The code that a stored step should have.</summary>
    public static byte[] Of(ReadOnlySpan<byte> key, StepRow step) =>
        Of(key, step.InstanceId, step.Revision, step.CommandId, step.Subject, step.At, step.ActorId, step.Actor, Encoding.UTF8.GetBytes(step.Events), step.Delta);

    /// <summary>A part with its length before it, so that moving bytes from one part to the next changes the code.</summary>
    private static void Append(IncrementalHash hash, ReadOnlySpan<byte> bytes)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
