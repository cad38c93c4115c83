using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Workflows.Core.Definitions;

/// <summary>Reads the declarations of variables, inputs and outputs.</summary>
internal static class VariableReader
{
    public static ImmutableArray<VariableDefinition> Read(JsonArray? array) =>
    [
        .. JsonRead.Objects(array).Select(v =>
        {
            var name = JsonRead.Text(v, "name") ?? JsonRead.Text(v, "id") ?? "";
            return new VariableDefinition(JsonRead.Text(v, "id") ?? name, name, JsonRead.Text(v, "typeName") ?? "Object", JsonRead.Flag(v, "isArray"), v["value"] ?? v["defaultValue"]);
        }),
    ];

    public static ImmutableArray<InputDefinition> ReadInputs(JsonArray? array) =>
        [.. JsonRead.Objects(array).Select(i => new InputDefinition(JsonRead.Text(i, "name") ?? "", JsonRead.Text(i, "type") ?? "Object", JsonRead.Flag(i, "isArray"), JsonRead.Text(i, "displayName")))];

    public static ImmutableArray<OutputDefinition> ReadOutputs(JsonArray? array) =>
        [.. JsonRead.Objects(array).Select(o => new OutputDefinition(JsonRead.Text(o, "name") ?? "", JsonRead.Text(o, "type") ?? "Object", JsonRead.Flag(o, "isArray"), JsonRead.Text(o, "displayName")))];
}
