using TestSupport;

namespace Workflows.Core.Tests.Support;

/// <summary>The workflow folders of this repository.</summary>
internal static class WorkflowFolders
{
    public static IEnumerable<string> All => Directory.EnumerateDirectories(RepositoryRoot.Combine("workflows"))
        .Where(d => File.Exists(Path.Combine(d, "workflow.json")))
        .Select(d => Path.GetFileName(d))
        .Order(StringComparer.Ordinal);

    public static Dictionary<string, string> Files(string folder)
    {
        var root = RepositoryRoot.Combine("workflows", folder);
        return Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Where(f => Path.GetExtension(f) is ".json" or ".liquid")
            .ToDictionary(f => Path.GetRelativePath(root, f).Replace('\\', '/'), File.ReadAllText);
    }
}
