using System.Text.Json.Nodes;

namespace Workflows.Core.Forms;

/// <summary>Fields that several forms of a workflow have in common: the file <c>groups/&lt;key&gt;.json</c> of its folder. It stands in a form as a section.</summary>
/// <param name="Key">The file's name without extension.</param>
/// <param name="Title">What people call it; the label of the section where the form gives none.</param>
/// <param name="Source">The file as read.</param>
public sealed record FieldGroup(string Key, LocalizedText Title, JsonObject Source)
{
    /// <summary>What a form writes as <c>kind</c> where a group stands.</summary>
    public const string Kind = "group";

    /// <summary>The group as a section of a form.</summary>
    /// <param name="place">The field that names the group; its own members count.</param>
    internal JsonObject AsSection(JsonObject place)
    {
        var section = place.DeepClone().AsObject();
        section.Remove("group");
        section["kind"] = "section";
        section["label"] ??= new JsonObject { ["zh"] = Title.Zh, ["en"] = Title.En };
        section["fields"] = Source["fields"]!.DeepClone();
        return section;
    }

    /// <summary>Reads a group; <see langword="null"/> when something is wrong with it. Its expressions read its own fields: it must make sense in every form.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="source">The file.</param>
    /// <param name="codes">The code tables beside it; a group holds no other group.</param>
    /// <param name="faults">What is wrong.</param>
    internal static FieldGroup? Read(string key, JsonObject source, FormLibrary codes, FaultList faults)
    {
        var reading = FormDefinitionReader.Read(key, 1, source, codes);
        faults.Add(reading.Faults);
        if (reading.Form is { Rules.IsEmpty: false })
        {
            faults.Error("rules", "form.group-rules", "字段组不能有跨字段规则：请把规则写在组内的字段上", "A group of fields has no rules of its own: put them at its fields");
        }

        return reading.Form is null || faults.HasErrors ? null : new FieldGroup(key, reading.Form.Title, source);
    }
}
