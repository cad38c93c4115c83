namespace Host.Imports;

/// <summary>The folder of the server where drops are laid ready. A person chooses by name among what lies there; a path is never taken from a browser.</summary>
/// <param name="root">Folder of the shelf; need not exist.</param>
public sealed class DropShelf(string root)
{
    /// <summary>The folder, for the person who lays drops ready.</summary>
    public string Root { get; } = Path.GetFullPath(root);

    /// <summary>What lies ready, newest first: zips, and folders with at least one data file.</summary>
    public IReadOnlyList<PreparedDrop> List()
    {
        var shelf = new DirectoryInfo(Root);
        return shelf.Exists
            ? [.. Folders(shelf).Concat(Zips(shelf)).OrderByDescending(d => d.ChangedAt).ThenBy(d => d.Name, StringComparer.Ordinal)]
            : [];
    }

    /// <summary>The path of a drop that lies ready; <see langword="null"/> when there is none of exactly this name.</summary>
    public string? Find(string name) =>
        List().Any(d => d.Name == name) ? Path.Combine(Root, name) : null;

    private static IEnumerable<PreparedDrop> Folders(DirectoryInfo shelf) =>
        from folder in shelf.EnumerateDirectories()
        where folder.LinkTarget is null
        let files = folder.EnumerateFiles().Where(IsData).ToList()
        where files.Count > 0
        select new PreparedDrop(folder.Name, false, files.Count, files.Sum(f => f.Length), files.Max(f => f.LastWriteTimeUtc));

    private static IEnumerable<PreparedDrop> Zips(DirectoryInfo shelf) =>
        from file in shelf.EnumerateFiles("*.zip")
        where file.LinkTarget is null
        select new PreparedDrop(file.Name, true, 0, file.Length, file.LastWriteTimeUtc);

    private static bool IsData(FileInfo file) =>
        file.Name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)
        || file.Name.EndsWith(".csv.gz", StringComparison.OrdinalIgnoreCase)
        || file.Name.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase);
}
