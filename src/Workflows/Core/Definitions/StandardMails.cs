namespace Workflows.Core.Definitions;

/// <summary>Mails that a definition may name without bringing a template: the product has texts of its own for them, which a template of that name in the workflow's folder replaces.</summary>
public static class StandardMails
{
    /// <summary>Somebody has asked to hurry (催办).</summary>
    public const string TaskUrged = "task-urged";

    /// <summary>The keys of all of them.</summary>
    public static IReadOnlyList<string> Keys { get; } = ["task-new", "task-due-soon", "task-overdue", "task-escalated", TaskUrged];
}
