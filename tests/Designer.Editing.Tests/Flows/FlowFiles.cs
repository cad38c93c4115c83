using TestSupport;

namespace Designer.Editing.Tests.Flows;

/// <summary>Definitions to edit: those that ship, those that were recorded with Elsa, and what Elsa Studio itself wrote.</summary>
internal static class FlowFiles
{
    private static readonly string[] Others = [".result.json", ".drive.json", ".input.json"];

    /// <summary>Paths below the repository.</summary>
    public static IReadOnlyList<string> Paths =>
    [
        .. Directory.EnumerateFiles(RepositoryRoot.Combine("workflows"), "workflow.json", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(RepositoryRoot.Combine("tests", "Workflows.Core.Tests", "Elsa"), "*.json", SearchOption.AllDirectories))
            .Concat(Directory.EnumerateFiles(RepositoryRoot.Combine("tests", "Designer.Editing.Tests", "Samples"), "*.json"))
            .Where(f => !Others.Any(o => f.EndsWith(o, StringComparison.Ordinal)))
            .Select(f => Path.GetRelativePath(RepositoryRoot.Path, f).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    public static string Text(string path) => File.ReadAllText(RepositoryRoot.Combine(path.Split('/')));
}
