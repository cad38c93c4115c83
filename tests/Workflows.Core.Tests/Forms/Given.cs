using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Core.Forms;

namespace Workflows.Core.Tests.Forms;

/// <summary>Forms and submissions in few words.</summary>
internal static class Given
{
    public static DateTimeOffset Now { get; } = new(2026, 11, 23, 14, 5, 0, TimeSpan.FromHours(8));

    /// <summary>A form of these fields, in JSON with single quotes; labels are the keys.</summary>
    public static FormDefinition Form(string fields, string rules = "")
    {
        var reading = Read(fields, rules);
        Assert.True(reading.Form is not null, string.Join("\n", reading.Faults));
        return reading.Form!;
    }

    public static FormReading Read(string fields, string rules = "") =>
        FormDefinitionReader.Read("form", 1, $$"""{ "title": "Form", "fields": [ {{Labelled(fields)}} ], "rules": [ {{rules.Replace('\'', '"')}} ] }""");

    public static JsonObject Json(string json) => JsonNode.Parse(json.Replace('\'', '"'))!.AsObject();

    public static FormState State(FormDefinition form, string? typed = null, string data = "{}") =>
        FormState.Create(form, new FormStep(Json(data), [], [], Now), typed is null ? null : Json(typed));

    public static FormVerdict Judge(FormDefinition form, string submitted, string data = "{}", string[]? readOnly = null, string[]? hidden = null, bool skips = false) =>
        FormValidator.Validate(form, Json(data), Json(submitted), readOnly ?? [], hidden ?? [], skips, Now);

    /// <summary>Problems as <c>path:code</c>, separated by blanks.</summary>
    public static string Codes(ImmutableArray<FieldProblem> problems) => string.Join(' ', problems.Select(problem => $"{problem.Path}:{problem.Code}"));

    private static string Labelled(string fields) =>
        System.Text.RegularExpressions.Regex.Replace(fields.Replace('\'', '"'), "\"key\": ?\"(\\w+)\"", "\"key\":\"$1\",\"label\":\"$1\"");
}
