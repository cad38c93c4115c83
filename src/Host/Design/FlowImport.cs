using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Designer.Editing.Flows;
using Designer.Editing.Flows.Edits;
using Designer.Studio.Flows;
using Workflows.Core;
using Workflows.Core.Checks;
using Workflows.Core.Definitions;
using Workflows.Runtime.Definitions;

namespace Host.Design;

/// <summary>A workflow that somebody has sent, read and checked, and not taken in yet.</summary>
/// <param name="Flow">Its definition.</param>
/// <param name="Files">All of its files.</param>
/// <param name="LeftOut">Files that no workflow is made of.</param>
/// <param name="Problems">What is wrong with it.</param>
public sealed partial record FlowImport(FlowDocument Flow, IReadOnlyDictionary<string, string> Files, IReadOnlyList<string> LeftOut, ImmutableArray<Problem> Problems)
{
    /// <summary>Why a file could not be taken from the browser.</summary>
    public static Refusal TooLargeOrBroken { get; } = new("design.file-too-large", new LocalizedText(
        "文件超过 16 MB，或上传中断了。没有导入任何内容。",
        "The file has more than 16 MB, or the upload broke off. Nothing was imported."));

    /// <summary>What people call it.</summary>
    public string Name => Flow.Reading.Name;

    /// <summary>How many activities it has.</summary>
    public int Steps => Flow.Reading.Activities.Count(a => a.Parent?.Parent is not null);

    /// <summary>How many forms come with it.</summary>
    public int Forms => Files.Keys.Count(f => WorkflowFolder.FormKey(f) is not null);

    /// <summary>How many mail templates come with it.</summary>
    public int Mails => Files.Keys.Count(f => WorkflowFolder.MailKey(f) is not null);

    /// <summary>The id that it can have here: its own where that fits.</summary>
    public string SuggestedId
    {
        get
        {
            var plain = NotAllowed().Replace(Flow.Reading.DefinitionId.ToLowerInvariant(), "-").Trim('-');
            var id = plain.Length > 0 && char.IsAsciiLetterLower(plain[0]) ? plain : $"flow-{plain}";
            return id[..Math.Min(id.Length, 64)];
        }
    }

    /// <summary>Reads and checks a file.</summary>
    /// <param name="content">A zip of a workflow folder, or a definition in Elsa's JSON.</param>
    /// <returns>What it holds, or why it is not taken.</returns>
    public static (FlowImport? Import, Refusal? Refusal) Of(ReadOnlyMemory<byte> content)
    {
        var reading = WorkflowFile.Read(content);
        if (reading.Refusal is { } refusal)
        {
            return (null, refusal);
        }

        try
        {
            return (new FlowImport(FlowDocument.Read(reading.Files[StudioSession.FlowFile]), reading.Files, reading.LeftOut, DefinitionChecker.Check(reading.Files)), null);
        }
        catch (DefinitionUnreadableException exception)
        {
            return (null, new Refusal("design.unreadable", exception.Reason ?? LocalizedText.Same(exception.Message)));
        }
    }

    /// <summary>A name under which people can tell it from the other workflows: its own, with a number where another has that.</summary>
    /// <param name="id">The id that it is to have.</param>
    /// <param name="others">Names by definition id.</param>
    public string FreeName(string id, IReadOnlyDictionary<string, string> others)
    {
        var taken = others.Where(o => o.Key != id).Select(o => o.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return Enumerable.Range(1, taken.Count + 1).Select(n => n == 1 ? Name : $"{Name} ({n})").First(n => !taken.Contains(n));
    }

    /// <summary>Its files under an id and a name; nothing else of them changes.</summary>
    public IReadOnlyDictionary<string, string> As(string id, string name)
    {
        var edits = new List<FlowEdit>();
        if (Flow.Reading.DefinitionId != id)
        {
            edits.Add(new SetHeader(["definitionId"], id, new LocalizedText("标识", "the id")));
        }

        if (Name != name)
        {
            edits.Add(new SetHeader(["name"], name, new LocalizedText("名称", "the name")));
        }

        return edits.Count == 0 ? Files : new Dictionary<string, string>(Files) { [StudioSession.FlowFile] = Flow.With([.. edits]).After!.Text };
    }

    [GeneratedRegex("[^a-z0-9-]+")]
    private static partial Regex NotAllowed();
}
