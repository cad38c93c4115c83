using Microsoft.EntityFrameworkCore;
using Workflows.Core;
using Workflows.Runtime.Operations;

namespace Workflows.Storage.Audit;

/// <summary>Holds the chain of seals against a head that was kept outside. That the steps lead to their seals is what <see cref="AuditCheck"/> proves.</summary>
internal static class HeadCheck
{
    public static async Task<SelfCheckItem> RunAsync(WorkflowContext context, KeptHead kept, CancellationToken cancellationToken)
    {
        var day = Day.Text(kept.Day);
        var head = await context.Seals.Where(s => s.Day == day).Select(s => s.Head).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        var finding = head is null ? new LocalizedText($"{day} 没有封存记录。", $"There is no seal of {day}.")
            : !string.Equals(Convert.ToHexStringLower(head), kept.Head, StringComparison.OrdinalIgnoreCase)
                ? new LocalizedText($"{day} 的链头与外部保存的不同：历史或密钥已被替换。", $"The head of {day} is not the one that was kept: the history or its key was replaced.")
            : null;
        return new SelfCheckItem("history.head", new LocalizedText("历史是否通向外部保存的链头？", "Does history lead to the head that was kept outside?"), 1, finding is null ? [] : [new SelfCheckFinding(null, finding)]);
    }
}
