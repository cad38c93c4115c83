using System.Text;
using Workflows.Core.Definitions;

namespace Host.Elsa.Descriptors;

/// <summary>TypeScript declarations of what scripts may use.</summary>
internal static class ScriptTypes
{
    private const string Functions = """
        declare function getInput(name: string): any;
        declare function getVariable(name: string): any;
        declare function setVariable(name: string, value: any): void;
        declare function getOutputFrom(activityIdOrName: string, outputName?: string): any;
        declare function getLastResult(): any;
        declare function getCorrelationId(): string;
        declare function getWorkflowInstanceId(): string;

        """;

    /// <summary>The functions, and the variables and inputs of a definition.</summary>
    public static string Of(WorkflowDefinition? definition)
    {
        var text = new StringBuilder(Functions).AppendLine("declare var variables: {");
        foreach (var variable in definition?.Variables ?? [])
        {
            text.Append("  ").Append(System.Text.Json.JsonSerializer.Serialize(variable.Name)).Append(": ").Append(Type(variable.TypeName, variable.IsArray)).AppendLine(";");
        }

        return text.AppendLine("};").ToString();
    }

    private static string Type(string typeName, bool isArray) => typeName switch
    {
        "String" or "Guid" or "DateTime" or "DateTimeOffset" or "TimeSpan" => "string",
        "Boolean" => "boolean",
        "Int32" or "Int64" or "Long" or "Single" or "Double" or "Decimal" => "number",
        _ => "any",
    } + (isArray ? "[]" : "");
}
