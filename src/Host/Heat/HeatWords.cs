using Workflows.Core;

namespace Host.Heat;

/// <summary>What the measures are called.</summary>
internal static class HeatWords
{
    /// <summary>The name of a measure.</summary>
    public static LocalizedText Of(HeatMeasure measure) => measure switch
    {
        HeatMeasure.Median => new("等待（中位数）", "Waiting (median)"),
        HeatMeasure.NinthDecile => new("等待（九成不超过）", "Waiting (9 of 10 at most)"),
        HeatMeasure.Tasks => new("任务数", "Tasks"),
        HeatMeasure.Open => new("现在待办", "Open now"),
        HeatMeasure.Overdue => new("逾期", "Overdue"),
        _ => new("退回", "Sent back"),
    };
}
