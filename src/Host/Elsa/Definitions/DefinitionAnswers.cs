using System.Text.Json.Nodes;
using Designer.Editing.Elsa;
using Workflows.Core.Definitions;

namespace Host.Elsa.Definitions;

/// <summary>A version as lists show it.</summary>
internal sealed record DefinitionSummary(
    IReadOnlyList<ElsaLink>? Links, bool IsMaterializerAvailable, string Id, string DefinitionId, string Name, string? Description, int Version, string ToolVersion,
    bool IsLatest, bool IsPublished, string MaterializerName, DateTimeOffset CreatedAt, bool IsReadonly)
{
    /// <summary>The row of a version.</summary>
    public static DefinitionSummary Of(ElsaVersion version, WorkflowDefinition? definition) => new(
        DefinitionLinks.Of(version.DefinitionId), true, version.Id, version.DefinitionId, version.Name, definition?.Description, version.Version,
        JsonRead.Text(definition?.Source, "toolVersion") ?? DefinitionAnswers.ToolVersion, version.IsLatest, version.IsPublished, "Json", version.CreatedAt, false);
}

/// <summary>What came of saving or publishing.</summary>
internal sealed record SavedDefinition(JsonObject WorkflowDefinition, bool AlreadyPublished, int ConsumingWorkflowCount, IReadOnlyList<object> ValidationErrors);

/// <summary>Writes whole definitions.</summary>
internal static class DefinitionAnswers
{
    /// <summary>The version of Elsa whose API this is.</summary>
    public const string ToolVersion = "3.8.0.0";

    /// <summary>A version in full, with what may be done with it.</summary>
    public static JsonObject Full(ElsaVersion version, WorkflowDefinition definition)
    {
        var answer = new JsonObject { ["links"] = System.Text.Json.JsonSerializer.SerializeToNode(DefinitionLinks.Of(version.DefinitionId), ElsaJson.Options) };
        foreach (var (name, value) in File(version, definition, isForStudio: true))
        {
            answer[name] = value?.DeepClone();
        }

        return answer;
    }

    /// <summary>The file that is exported.</summary>
    public static JsonObject Export(ElsaVersion version, WorkflowDefinition definition)
    {
        var file = File(version, definition, isForStudio: false);
        file.Insert(0, "$schema", "https://elsaworkflows.io/schemas/workflow-definition/v3.0.0/schema.json");
        return file;
    }

    private static JsonObject File(ElsaVersion version, WorkflowDefinition definition, bool isForStudio)
    {
        var form = ElsaForm.Of(definition, isForStudio);
        var file = new JsonObject
        {
            ["id"] = version.Id,
            ["definitionId"] = version.DefinitionId,
            ["name"] = Take("name"),
            ["description"] = Take("description"),
            ["createdAt"] = JsonValue.Create(version.CreatedAt),
            ["version"] = version.Version,
            ["toolVersion"] = Take("toolVersion") ?? ToolVersion,
            ["variables"] = Take("variables"),
            ["inputs"] = Take("inputs"),
            ["outputs"] = Take("outputs"),
            ["outcomes"] = Take("outcomes"),
            ["customProperties"] = Take("customProperties"),
            ["isReadonly"] = false,
            ["isSystem"] = false,
            ["isLatest"] = version.IsLatest,
            ["isPublished"] = version.IsPublished,
            ["options"] = Options(Take("options")),
            ["root"] = Take("root"),
        };
        foreach (var empty in file.Where(m => m.Value is null).Select(m => m.Key).ToList())
        {
            file.Remove(empty);
        }

        return file;

        JsonNode? Take(string name)
        {
            var value = form[name];
            form.Remove(name);
            return value;
        }
    }

    private static JsonObject Options(JsonNode? options)
    {
        var all = options as JsonObject ?? [];
        all["usableAsActivity"] ??= false;
        all["autoUpdateConsumingWorkflows"] ??= false;
        return all;
    }
}
