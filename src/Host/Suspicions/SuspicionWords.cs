using Workflows.Core;
using Workflows.Inspection.Suspicions;

namespace Host.Suspicions;

/// <summary>The words and icons of suspicions.</summary>
public static class SuspicionWords
{
    /// <summary>The channels that evidence comes from.</summary>
    public static IReadOnlyList<string> Channels { get; } = ["line-loss", "acquisition", "metering", "billing", "archive", "complaints", "other-systems"];

    /// <summary>What a suspicion is about.</summary>
    public static LocalizedText Kind(SuspicionKind kind) => kind switch
    {
        SuspicionKind.Customer => new("客户", "Customer"),
        SuspicionKind.Area => new("台区", "Area"),
        _ => new("成对台区", "Area pair"),
    };

    /// <summary>Name of a Material symbol.</summary>
    public static string Icon(SuspicionKind kind) => kind switch
    {
        SuspicionKind.Customer => "person",
        SuspicionKind.Area => "grid_view",
        _ => "compare_arrows",
    };

    /// <summary>Where it is in its life.</summary>
    public static LocalizedText State(SuspicionState state) => state switch
    {
        SuspicionState.Pooled => new("待处理", "To decide"),
        SuspicionState.Ticketed => new("已生成工单", "In a ticket"),
        _ => new("已排除", "Dismissed"),
    };

    /// <summary>A channel; one that is not known here is shown by its key.</summary>
    public static LocalizedText Channel(string channel) => channel switch
    {
        "line-loss" => new("线损监测", "Line loss"),
        "acquisition" => new("用电采集", "Acquisition"),
        "metering" => new("计量", "Metering"),
        "billing" => new("电费核算", "Billing"),
        "archive" => new("档案", "Archive"),
        "complaints" => new("95598 投诉", "Complaints"),
        "other-systems" => new("其他系统", "Other systems"),
        _ => LocalizedText.Same(channel),
    };

    /// <summary>What a suspicion is about, in one line: name and number of a customer, numbers of areas.</summary>
    public static LocalizedText Subject(Suspicion suspicion)
    {
        ArgumentNullException.ThrowIfNull(suspicion);
        return suspicion.Kind switch
        {
            SuspicionKind.Customer => LocalizedText.Same($"{suspicion.CustomerName} {suspicion.CustomerNo}".Trim()),
            SuspicionKind.Area => new($"台区 {suspicion.AreaNo}", $"Area {suspicion.AreaNo}"),
            _ => new($"台区 {suspicion.AreaNo?.Replace("|", " ⇄ ", StringComparison.Ordinal)}", $"Areas {suspicion.AreaNo?.Replace("|", " ⇄ ", StringComparison.Ordinal)}"),
        };
    }
}
