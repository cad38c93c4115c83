using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Workflows.Core;
using Workflows.Runtime.Operations;

namespace Workflows.Storage.Audit;

/// <summary>Proves that history is as it was written: no step altered, none cut off or put in since its day was sealed. The two are told apart.</summary>
internal static class AuditCheck
{
    /// <summary>Both questions.</summary>
    public static async Task<IReadOnlyList<SelfCheckItem>> RunAsync(WorkflowContext context, AuditKey key, int most, CancellationToken cancellationToken)
    {
        var seals = await context.Seals.AsNoTracking().OrderBy(s => s.Day).ToListAsync(cancellationToken).ConfigureAwait(false);
        var (altered, isAnotherKey) = await AlteredAsync(context, key, seals, most, cancellationToken).ConfigureAwait(false);
        return [altered, await CutAsync(context, key, seals, isAnotherKey, most, cancellationToken).ConfigureAwait(false)];
    }

    private static async Task<(SelfCheckItem Item, bool IsAnotherKey)> AlteredAsync(WorkflowContext context, AuditKey key, List<SealRow> seals, int most, CancellationToken cancellationToken)
    {
        var signedSince = await context.Steps.Where(s => s.Mac != null).MinAsync(s => (DateTimeOffset?)s.At, cancellationToken).ConfigureAwait(false);
        var proofs = new KeyProofs();
        var findings = ImmutableArray.CreateBuilder<SelfCheckFinding>();
        await foreach (var step in context.Steps.AsNoTracking().Where(s => s.Mac != null || s.At >= signedSince).AsAsyncEnumerable().WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            var isProved = CryptographicOperations.FixedTimeEquals(step.Mac ?? [], StepMac.Of(key.Value, step));
            proofs.Add(step, isProved);
            if (findings.Count < most && !isProved)
            {
                findings.Add(new SelfCheckFinding(step.InstanceId, new LocalizedText(
                    $"流程 {step.InstanceId} 的第 {step.Revision} 步在写入后被改动。请与备份核对。",
                    $"Step {step.Revision} of instance {step.InstanceId} was altered after it was written. Compare it with a backup.")));
            }
        }

        var until = proofs.AnotherKeyUntil is { } failed && !SealedAny(seals, key, failed) ? proofs.AnotherKeyUntil : null;
        return (new SelfCheckItem("history.unaltered", new LocalizedText("历史记录是否与写入时一致？", "Is the history as it was written?"), proofs.Examined, until is { } last ? [AnotherKey(last)] : findings.ToImmutable()), until is not null);
    }

    /// <summary>Whether the present key has signed a seal of the time before an instant: then it was the key of that time.</summary>
    private static bool SealedAny(List<SealRow> seals, AuditKey key, DateTimeOffset until)
    {
        var last = Day.Of(until);
        return seals.Where((seal, i) => Day.Read(seal.Day) <= last && seal.IsSignedWith(key.Value, i > 0 ? seals[i - 1].Head : null)).Any();
    }

    private static SelfCheckFinding AnotherKey(DateTimeOffset until) => new(null, new LocalizedText(
        $"截至 {until:yyyy-MM-dd HH:mm:ss} UTC 的每一步都不是用现在的密钥签名的：密钥文件（设置 Audit:KeyFile，默认 keys/audit.key）很可能已丢失或被更换。请停止服务，从备份放回原来的密钥文件后再次自检；若密钥无误，则全部历史已被改动。",
        $"No step up to {until:yyyy-MM-dd HH:mm:ss} UTC was signed with the present key: its file (the setting Audit:KeyFile, by default keys/audit.key) was most likely lost or replaced. Stop the service, put the file back from a backup and check again; if the key is the right one, all of that history was altered."));

    /// <param name="context">The database.</param>
    /// <param name="key">The present key.</param>
    /// <param name="seals">All seals, in order.</param>
    /// <param name="isAnotherKey">Whether another key has signed at first, which was said already: what its seals have sealed is still held against history.</param>
    /// <param name="most">Findings at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    private static async Task<SelfCheckItem> CutAsync(WorkflowContext context, AuditKey key, List<SealRow> seals, bool isAnotherKey, int most, CancellationToken cancellationToken)
    {
        var findings = ImmutableArray.CreateBuilder<SelfCheckFinding>();
        var mustBeSigned = !isAnotherKey;
        byte[]? before = null;
        DateOnly? expected = null;
        foreach (var seal in seals)
        {
            var day = Day.Read(seal.Day);
            var (steps, digest) = await Day.SumAsync(Day.Codes(context, day), cancellationToken).ConfigureAwait(false);
            var isSigned = seal.IsSignedWith(key.Value, before);
            mustBeSigned |= isSigned;
            if ((expected is not null && day != expected) || (mustBeSigned && !isSigned))
            {
                findings.Add(new SelfCheckFinding(null, new LocalizedText($"{seal.Day} 的封存记录不连续或被改动。", $"The seal of {seal.Day} was altered, or one before it is missing.")));
            }
            else if (steps != seal.Steps)
            {
                findings.Add(new SelfCheckFinding(null, new LocalizedText($"{seal.Day} 封存时有 {seal.Steps} 步历史，现在有 {steps} 步。", $"The history of {seal.Day} had {seal.Steps} steps when it was sealed; now there are {steps}.")));
            }
            else if (!digest.AsSpan().SequenceEqual(seal.Digest))
            {
                findings.Add(new SelfCheckFinding(null, new LocalizedText($"{seal.Day} 的历史在封存后被替换。", $"Steps of {seal.Day} were replaced after it was sealed.")));
            }

            (before, expected) = (seal.Head, day.AddDays(1));
        }

        return new SelfCheckItem("history.uncut", new LocalizedText("已封存的历史是否完整？", "Is the sealed history complete?"), seals.Count, [.. findings.Take(most)]);
    }
}
