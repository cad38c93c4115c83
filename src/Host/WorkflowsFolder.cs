namespace Host;

/// <summary>The folder whose sub-folders are the workflows that the product ships with and obeys.</summary>
/// <param name="Path">Full path.</param>
public sealed record WorkflowsFolder(string Path)
{
    private const string Name = "workflows";

    /// <summary>
    /// Finds the folder: the one configured; else <c>workflows</c> in the working directory; else the nearest one at or above the program, so that the
    /// program finds its workflows wherever it is started from.
    /// </summary>
    /// <exception cref="DirectoryNotFoundException">There is none; the message says what to set.</exception>
    public static WorkflowsFolder Find(string? configured)
    {
        if (!string.IsNullOrWhiteSpace(configured))
        {
            var full = System.IO.Path.GetFullPath(configured);
            return Directory.Exists(full) ? new(full) : throw new DirectoryNotFoundException($"The workflows folder '{full}' does not exist. Correct the setting Workflows.");
        }

        var candidates = new[] { Directory.GetCurrentDirectory() }.Concat(Upwards(AppContext.BaseDirectory)).Select(d => System.IO.Path.Combine(d, Name));
        return candidates.FirstOrDefault(Directory.Exists) is { } found
            ? new(found)
            : throw new DirectoryNotFoundException($"No folder '{Name}' in '{Directory.GetCurrentDirectory()}' or above the program. Set Workflows to its path.");
    }

    private static IEnumerable<string> Upwards(string from)
    {
        for (var directory = new DirectoryInfo(from); directory is not null; directory = directory.Parent)
        {
            yield return directory.FullName;
        }
    }
}
