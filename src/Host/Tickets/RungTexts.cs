using Workflows.Core;

namespace Host.Tickets;

/// <summary>What the rungs of an escalation ladder are called.</summary>
public static class RungTexts
{
    /// <summary>The name of a rung; the rung itself when a definition made up its own.</summary>
    public static LocalizedText Of(string rung) => rung switch
    {
        "reminder" => new("到期提醒", "reminder"),
        "overdue" => new("超期", "overdue"),
        "superior" => new("上报上级", "to the superior"),
        "superiors-superior" => new("再报上级", "to the superior's superior"),
        "reassign" => new("改派", "reassignment"),
        _ when rung.StartsWith("rung-", StringComparison.Ordinal) => new("追加的督办", "added"), // what the designer names a rung
        _ => LocalizedText.Same(rung),
    };
}
