using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Workflows.Core.Expressions;

namespace Workflows.Core.Definitions;

/// <summary>
/// Reads a definition in Elsa 3's format: an exported or hand-written file, what a server answers, or what the designer saves (<c>{ "model": … }</c>).
/// </summary>
public static class WorkflowDefinitionReader
{
    private const string WorkflowNodeId = "Workflow1";

    /// <summary>Reads the text of a file.</summary>
    /// <param name="text">JSON.</param>
    /// <param name="path">How errors call the file.</param>
    /// <param name="version">Version to give it; <see langword="null"/> = as the file says, else 1.</param>
    /// <param name="library">Definitions that it may use as activities; <see langword="null"/> = none.</param>
    /// <exception cref="DefinitionUnreadableException">It is not JSON, or not a definition; with the position.</exception>
    public static WorkflowDefinition Read(string text, string path = "workflow.json", int? version = null, WorkflowLibrary? library = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Read(JsonText.ReadObject(text, path), path, version, library);
    }

    /// <summary>Reads a parsed file. The object is kept as the definition's source and must not be changed afterwards.</summary>
    /// <param name="json">The file.</param>
    /// <param name="path">How errors call the file.</param>
    /// <param name="version">Version to give it; <see langword="null"/> = as the file says, else 1.</param>
    /// <param name="library">Definitions that it may use as activities; <see langword="null"/> = none.</param>
    /// <exception cref="DefinitionUnreadableException">It is not a definition.</exception>
    public static WorkflowDefinition Read(JsonObject json, string path = "workflow.json", int? version = null, WorkflowLibrary? library = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        var source = WorkflowLibrary.Unwrap(json);
        var definitionId = WorkflowLibrary.DefinitionId(source);
        if (string.IsNullOrWhiteSpace(definitionId))
        {
            throw new DefinitionUnreadableException(path, null, null, new LocalizedText("缺少 definitionId", "definitionId is missing"));
        }

        if (source["root"] is not (null or JsonObject))
        {
            throw new DefinitionUnreadableException(path, null, null, new LocalizedText("root 应是一个活动对象", "root must be an activity object"));
        }

        var workflow = new ActivityNode(new JsonObject(), WorkflowNodeId, "Elsa.Workflow", null);
        var root = source["root"] is JsonObject rootJson ? new ActivityReader(path, library ?? WorkflowLibrary.Empty, definitionId).Read(rootJson, workflow) : null;
        workflow.Attach(root is null ? [] : [("root", root)]);
        var closedLoop = (source["customProperties"] as JsonObject)?["closedLoop"] as JsonObject;
        return new WorkflowDefinition
        {
            DefinitionId = definitionId,
            Version = version ?? JsonRead.Int(source, "version") ?? 1,
            Name = JsonRead.Text(source, "name") is { Length: > 0 } name ? name : definitionId,
            Description = JsonRead.Text(source, "description"),
            Source = source,
            Variables = VariableReader.Read(source["variables"] as JsonArray),
            Inputs = VariableReader.ReadInputs(source["inputs"] as JsonArray),
            Outputs = VariableReader.ReadOutputs(source["outputs"] as JsonArray),
            Workflow = workflow,
            Root = root,
            NumberPrefix = JsonRead.Text(closedLoop, "numberPrefix"),
            StartedBy = [.. JsonRead.Texts(closedLoop?["startedBy"])],
            Withdrawal = Enum.TryParse<WithdrawalPolicy>(JsonRead.Text(closedLoop, "withdraw"), ignoreCase: true, out var withdrawal) ? withdrawal : WithdrawalPolicy.UntilDecided,
            Retention = ReadRetention(JsonRead.Text(closedLoop, "retention")),
            Header = ReadHeader(closedLoop?["header"] as JsonObject),
        };
    }

    /// <summary>A period that cannot be read, which the checks refuse, stores nothing away.</summary>
    private static RetentionPeriod ReadRetention(string? text) => text is null ? RetentionPeriod.Default : RetentionPeriod.Parse(text) ?? RetentionPeriod.Forever;

    private static FrozenDictionary<string, Expression> ReadHeader(JsonObject? header) =>
        (header ?? []).Where(m => m.Value is JsonObject).ToFrozenDictionary(m => m.Key, m => Expression.Read((JsonObject)m.Value!, "String"), StringComparer.Ordinal);
}
