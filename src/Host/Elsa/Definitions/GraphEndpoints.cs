using System.Text.Json;
using System.Text.Json.Nodes;
using Designer.Editing.Elsa;
using Host.Accounts;
using Host.Api;
using Workflows.Core.Definitions;

namespace Host.Elsa.Definitions;

/// <summary>Parts of a definition: what Elsa Studio asks for when somebody looks into a container.</summary>
internal static class GraphEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapElsaGraph(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/workflow-definitions/subgraph").RequireAuthorization(Policies.Design);
        group.MapGet("/{versionId}", (string versionId, Caller caller, ElsaDefinitions definitions, CancellationToken cancellationToken, string? parentNodeId = null) =>
            AnswerAsync(versionId, caller, definitions, tree => tree.Find(parentNodeId ?? Tree.Top) is { } node ? tree.Whole(node) : null, cancellationToken));
        group.MapGet("/segments/{versionId}", (string versionId, Caller caller, ElsaDefinitions definitions, CancellationToken cancellationToken, string? childNodeId = null) =>
            AnswerAsync(versionId, caller, definitions, tree => tree.Find(childNodeId) is { Parent: not null } node ? tree.Segments(node) : null, cancellationToken));
    }

    private static async Task<IResult> AnswerAsync(string versionId, Caller caller, ElsaDefinitions definitions, Func<Tree, object?> part, CancellationToken cancellationToken) =>
        await definitions.FindAsync(versionId, caller.Actor, cancellationToken) is { } version
        && await definitions.ReadAsync(version, caller.Actor, cancellationToken) is { } definition
        && part(new Tree(version, definition)) is { } found
            ? ElsaJson.Answer(found)
            : Problems.NotFound.ToElsaProblem();

    /// <summary>The activities of a definition in the form that Elsa Studio gets them, by their paths.</summary>
    private sealed class Tree(ElsaVersion version, WorkflowDefinition definition)
    {
        public const string Top = "Workflow1";

        private readonly JsonObject _form = ElsaForm.Of(definition);

        public ActivityNode? Find(string? nodeId) => nodeId is null ? definition.Root : definition.FindNode(nodeId);

        /// <summary>A node with everything below it.</summary>
        public object Whole(ActivityNode node) => new { node.NodeId, Port = PortOf(node), Activity = Form(node), Children = node.Children.Select(Whole).ToList() };

        /// <summary>A node, its container, and the way down to it.</summary>
        public object Segments(ActivityNode node)
        {
            var path = new List<object>();
            for (var at = node.Parent!; at.Parent is not null; at = at.Parent)
            {
                path.Insert(0, new { ActivityNodeId = at.NodeId, ActivityId = at.Id, ActivityType = at.Type, PortName = PortOf(at), ActivityName = at.Name });
            }

            return new { ChildNode = One(node), Container = One(node.Parent!), PathSegments = path };
        }

        private object One(ActivityNode node) => new { node.NodeId, Port = PortOf(node), Activity = Form(node) };

        private static string PortOf(ActivityNode node)
        {
            var member = node.Parent is { Parent: not null } parent ? parent.Json.FirstOrDefault(m => Holds(m.Value, node.Json)).Key ?? "root" : "root";
            return char.ToUpperInvariant(member[0]) + member[1..];
        }

        private static bool Holds(JsonNode? member, JsonObject activity) => ReferenceEquals(member, activity) || (member is JsonArray array && array.Any(item => Holds(item, activity) || (item is JsonObject o && o.Any(m => ReferenceEquals(m.Value, activity)))));

        private JsonNode? Form(ActivityNode node)
        {
            var root = _form["root"];
            return node.Parent is null
                ? Workflow(root)
                : At(root, node.NodeId)?.DeepClone();
        }

        /// <summary>The workflow itself as an activity.</summary>
        private JsonObject Workflow(JsonNode? root)
        {
            var workflow = new JsonObject
            {
                ["identity"] = new JsonObject { ["definitionId"] = definition.DefinitionId, ["version"] = version.Version, ["id"] = version.Id },
                ["publication"] = new JsonObject { ["isLatest"] = version.IsLatest, ["isPublished"] = version.IsPublished },
                ["workflowMetadata"] = new JsonObject { ["name"] = definition.Name, ["description"] = definition.Description, ["createdAt"] = JsonValue.Create(version.CreatedAt), ["toolVersion"] = DefinitionAnswers.ToolVersion },
                ["isReadonly"] = false,
                ["isSystem"] = false,
                ["definitionHandle"] = new JsonObject { ["definitionVersionId"] = version.Id },
                ["id"] = Top,
                ["nodeId"] = Top,
                ["type"] = "Elsa.Workflow",
                ["version"] = 1,
                ["metadata"] = new JsonObject(),
                ["root"] = root?.DeepClone(),
            };
            foreach (var (name, value) in _form.Where(m => m.Key is "variables" or "inputs" or "outputs" or "outcomes" or "options" or "customProperties"))
            {
                workflow[name] = value?.DeepClone();
            }

            return workflow;
        }

        private static JsonNode? At(JsonNode? form, string nodeId) => form switch
        {
            JsonObject obj when JsonRead.Text(obj, "nodeId") == nodeId => obj,
            JsonObject obj => obj.Select(m => At(m.Value, nodeId)).FirstOrDefault(f => f is not null),
            JsonArray array => array.Select(i => At(i, nodeId)).FirstOrDefault(f => f is not null),
            _ => null,
        };
    }
}
