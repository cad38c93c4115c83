using Workflows.Core;

namespace Workflows.Inspection.Tickets;

/// <summary>Why no ticket was made of a suspicion.</summary>
internal static class TicketRefusals
{
    /// <summary>The actor may not start tickets.</summary>
    public static Refusal NotAllowed { get; } = new("suspicion.not-allowed", new LocalizedText(
        "只有市公司稽查专责可以生成工单。请联系市公司稽查专责处理。",
        "Only a prefecture officer may make tickets. Ask one to do it."));

    /// <summary>There is no such suspicion for the actor.</summary>
    public static Refusal Unknown { get; } = new("suspicion.unknown", new LocalizedText(
        "该疑似问题不存在，或不在您的管辖范围内。请刷新列表。",
        "There is no such suspicion, or it lies outside your units. Refresh the list."));

    /// <summary>It was put aside.</summary>
    public static Refusal Dismissed(string? reason) => new("suspicion.not-pooled", new LocalizedText(
        $"该疑似问题已被排除（{reason}），不能再生成工单。请刷新列表。",
        $"The suspicion has been dismissed ({reason}); no ticket can be made of it. Refresh the list."));
}
