using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Workflows.Core.Forms;

/// <summary>A list of options that several forms of a workflow offer: the file <c>codes/&lt;key&gt;.json</c> of its folder.</summary>
/// <param name="Key">The file's name without extension.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Options">What can be chosen, in order; at least one, at most <see cref="Limit"/>.</param>
public sealed record CodeTable(string Key, LocalizedText Title, ImmutableArray<FormOption> Options)
{
    /// <summary>Most options of a table.</summary>
    public const int Limit = 1000;

    /// <summary>Reads a table; <see langword="null"/> when something is wrong with it.</summary>
    internal static CodeTable? Read(string key, JsonObject source, FaultList faults)
    {
        var members = new MemberReader(source, "", faults, FormLibrary.Empty);
        var title = members.Text("title", required: true);
        var options = ChoiceReader.ReadOptions(members, Limit);
        members.Close();
        if (!members.Has("options"))
        {
            members.Missing("options");
        }

        return faults.HasErrors ? null : new CodeTable(key, title!, options);
    }
}
