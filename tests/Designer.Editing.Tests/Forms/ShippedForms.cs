using TestSupport;
using Workflows.Core.Forms;

namespace Designer.Editing.Tests.Forms;

/// <summary>The forms of the shipped workflows, each with what it shares with others of its folder.</summary>
internal static class ShippedForms
{
    /// <summary>Key, text and library of each.</summary>
    public static IEnumerable<(string Key, string Text, FormLibrary Library)> All =>
        from folder in Directory.EnumerateDirectories(RepositoryRoot.Combine("workflows"), "forms", SearchOption.AllDirectories).Select(f => Path.GetDirectoryName(f)!)
        let files = Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).ToDictionary(f => Path.GetRelativePath(folder, f).Replace('\\', '/'), File.ReadAllText)
        let library = FormLibrary.Of(files)
        from file in files
        where file.Key.StartsWith("forms/", StringComparison.Ordinal)
        select (Path.GetFileNameWithoutExtension(file.Key), file.Value, library);
}
