using Host.Definitions;
using Host.Shell;
using Host.Tasks;
using Workflows.Core;
using Workflows.Core.Instances;

namespace Host.Tickets;

/// <summary>Explains a deadline ledger line by line, in words.</summary>
public static class DeadlineTexts
{
    /// <summary>The due time that a line leads to.</summary>
    public static LocalizedText Result(DeadlineLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return line.To is null ? new("计时停止", "stands still") : LocalizedText.Same(Instants.Text(line.To));
    }

    /// <summary>Why it is that.</summary>
    /// <param name="line">The line.</param>
    /// <param name="names">Calls people and units by their names.</param>
    public static LocalizedText Why(DeadlineLine line, Naming names)
    {
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(names);
        var by = names.Actor(line.By);
        return line.Cause switch
        {
            DeadlineCause.Counted when line.Basis is { } basis => Counted(basis, names),
            DeadlineCause.Given => new("流程规定的时限", "As the workflow says"),
            DeadlineCause.Stopped when line.Reason is { } reason => new($"{by.Zh} 暂停办理：{reason}", $"Paused by {by.En}: {reason}"),
            DeadlineCause.Stopped => new($"{by.Zh} 委派他人提供意见，等待期间不计时", $"{by.En} asked another person for an opinion; the wait does not count"),
            DeadlineCause.Paused => Back(line, "暂停", "the pause"),
            DeadlineCause.Delegated => Back(line, "等待意见", "the wait for an opinion"),
            DeadlineCause.Calendar when line.Basis is { } basis => new($"日历变更（{line.Reason}），重新计算：{Counted(basis, names).Zh}", $"The calendar changed ({line.Reason}); counted again: {Counted(basis, names).En}"),
            DeadlineCause.Migrated => new($"{by.Zh} 迁移到另一版本，时限不变", $"{by.En} moved it to another version; the due time stays"),
            _ => new($"{by.Zh} 改期：{line.Reason}", $"Set by {by.En}: {line.Reason}"),
        };
    }

    private static LocalizedText Counted(DueBasis basis, Naming names)
    {
        var (length, since) = (SpanWords.Length(basis.Span), Instants.Text(basis.Since));
        var unit = names.Unit(basis.Unit);
        return unit is null
            ? new($"从 {since} 起 {length.Zh}", $"{length.En} from {since}")
            : new($"从 {since} 起 {length.Zh}，按{unit}的日历", $"{length.En} from {since}, by the calendar of {unit}");
    }

    private static LocalizedText Back(DeadlineLine line, string zh, string en) =>
        new($"{zh}（{Instants.Text(line.StoodSince)} 至 {Instants.Text(line.At)}）占用的工作时间顺延", $"The working time lost in {en} ({Instants.Text(line.StoodSince)} to {Instants.Text(line.At)}) was given back");
}
