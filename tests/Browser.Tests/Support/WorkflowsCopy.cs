using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using TestSupport;

namespace Browser.Tests.Support;

/// <summary>A copy of the shipped workflows that a test may change, as a process owner would.</summary>
public sealed class WorkflowsCopy
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Copies the whole folder.</summary>
    public WorkflowsCopy()
    {
        Folder = Directory.CreateTempSubdirectory("closedloop-workflows-").FullName;
        Add(RepositoryRoot.Combine("workflows"));
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

    /// <summary>Changes a definition or form as JSON.</summary>
    public void Edit(string file, Action<JsonObject> change)
    {
        var path = Path.Combine(Folder, file);
        var json = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        change(json);
        File.WriteAllText(path, json.ToJsonString(Readable));
    }

    /// <summary>Puts the workflows of another folder beside them.</summary>
    public void Add(string source)
    {
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(Folder, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    /// <summary>Takes the copy away.</summary>
    public void Delete() => Directory.Delete(Folder, recursive: true);
}
