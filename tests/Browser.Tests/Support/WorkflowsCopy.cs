using TestSupport;

namespace Browser.Tests.Support;

/// <summary>A copy of the shipped workflows that a test may change, as a process owner would.</summary>
public sealed class WorkflowsCopy
{
    /// <summary>Copies the whole folder.</summary>
    public WorkflowsCopy()
    {
        Folder = Directory.CreateTempSubdirectory("closedloop-workflows-").FullName;
        var source = RepositoryRoot.Combine("workflows");
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(Folder, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    /// <summary>Where the copy is.</summary>
    public string Folder { get; }

    /// <summary>Replaces a text in a file; fails when it is not there.</summary>
    public void Change(string file, string from, string to)
    {
        var path = Path.Combine(Folder, file);
        var text = File.ReadAllText(path);
        Assert.Contains(from, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(from, to, StringComparison.Ordinal));
    }

    /// <summary>Takes the copy away.</summary>
    public void Delete() => Directory.Delete(Folder, recursive: true);
}
