namespace Host.Startup;

/// <summary>Finds the folder whose sub-folders are the workflows that the product ships with and obeys.</summary>
internal static class WorkflowsFolder
{
    private const string Name = "workflows";

    /// <summary>
    /// The one configured; else <c>workflows</c> in the working directory; else the nearest one at or above the program, so that the program finds
    /// its workflows wherever it is started from.
    /// </summary>
    /// <returns>Full path.</returns>
    /// <exception cref="DirectoryNotFoundException">There is none; the message says what to set.</exception>
    public static string Find(string? configured)
    {
        if (!string.IsNullOrWhiteSpace(configured))
        {
            var full = Path.GetFullPath(configured);
            return Directory.Exists(full) ? full : throw new DirectoryNotFoundException($"The workflows folder '{full}' does not exist. Correct the setting Workflows.");
        }

        return new[] { Directory.GetCurrentDirectory() }.Concat(Upwards(AppContext.BaseDirectory)).Select(d => Path.Combine(d, Name)).FirstOrDefault(Directory.Exists)
            ?? throw new DirectoryNotFoundException($"No folder '{Name}' in '{Directory.GetCurrentDirectory()}' or above the program. Set Workflows to its path.");
    }

    private static IEnumerable<string> Upwards(string from)
    {
        for (var directory = new DirectoryInfo(from); directory is not null; directory = directory.Parent)
        {
            yield return directory.FullName;
        }
    }
}
