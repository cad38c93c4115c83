using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workflows.Core.Expressions;

/// <summary>Makes numbers as reading a file makes them: they can be taken out as any type of number that they fit, before being stored as after.</summary>
internal static class JsonNumber
{
    public static JsonValue Of(long number) => JsonValue.Create(JsonSerializer.SerializeToElement(number))!;

    public static JsonValue Of(double number) => JsonValue.Create(JsonSerializer.SerializeToElement(number))!;
}
