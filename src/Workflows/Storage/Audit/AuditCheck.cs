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
    public static async Task<IReadOnlyList<SelfCheckItem>> RunAsync(WorkflowContext context, AuditKey key, int most, CancellationToken cancellationToken) =>
    [
        await AlteredAsync(context, key, most, cancellationToken).ConfigureAwait(false),
        await CutAsync(context, key, most, cancellationToken).ConfigureAwait(false),
    ];

    private static async Task<SelfCheckItem> AlteredAsync(WorkflowContext context, AuditKey key, int most, CancellationToken cancellationToken)
    {
        var signedSince = await context.Steps.Where(s => s.Mac != null).MinAsync(s => (DateTimeOffset?)s.At, cancellationToken).ConfigureAwait(false);
        var examined = 0L;
        var findings = ImmutableArray.CreateBuilder<SelfCheckFinding>();
        await foreach (var step in context.Steps.AsNoTracking().Where(s => s.Mac != null || s.At >= signedSince).AsAsyncEnumerable().WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            examined++;
            if (findings.Count < most && !CryptographicOperations.FixedTimeEquals(step.Mac ?? [], StepMac.Of(key.Value, step)))
            {
                findings.Add(new SelfCheckFinding(step.InstanceId, new LocalizedText(
                    $"流程 {step.InstanceId} 的第 {step.Revision} 步在写入后被改动。请与备份核对。",
                    $"Step {step.Revision} of instance {step.InstanceId} was altered after it was written. Compare it with a backup.")));
            }
        }

        return new SelfCheckItem("history.unaltered", new LocalizedText("历史记录是否与写入时一致？", "Is the history as it was written?"), examined, findings.ToImmutable());
    }

    private static async Task<SelfCheckItem> CutAsync(WorkflowContext context, AuditKey key, int most, CancellationToken cancellationToken)
    {
        var findings = ImmutableArray.CreateBuilder<SelfCheckFinding>();
        var seals = await context.Seals.AsNoTracking().OrderBy(s => s.Day).ToListAsync(cancellationToken).ConfigureAwait(false);
        byte[]? before = null;
        DateOnly? expected = null;
        foreach (var seal in seals)
        {
            var day = Day.Read(seal.Day);
            var (steps, digest) = await Day.SumAsync(Day.Codes(context, day), cancellationToken).ConfigureAwait(false);
            if ((expected is not null && day != expected) || !seal.Head.AsSpan().SequenceEqual(SealRow.HeadOf(key.Value, before, seal.Day, seal.Steps, seal.Digest)))
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
