
namespace Host.Elsa;

/// <summary>What this server is and has.</summary>
internal static class ServerEndpoints
{
    private static readonly string[] Features = ["WorkflowManagement", "WorkflowRuntime", "WorkflowsApi", "Flowchart", "Expressions", "JavaScript", "Liquid", "Http", "Scheduling", "Identity", "DefaultAuthentication", "RealTimeWorkflowUpdates"];

    /// <summary>Maps it.</summary>
    public static void MapElsaServer(this IEndpointRouteBuilder api)
    {
        api.MapGet("/features/installed", () => ElsaJson.List([.. Features.Select(Feature.Of)]));
        api.MapGet("/features/installed/{name}", (string name) => Features.Select(Feature.Of).FirstOrDefault(f => f.FullName == name) is { } found ? ElsaJson.Answer(found) : Api.Problems.NotFound.ToElsaProblem());
        api.MapGet("/package/version", () => ElsaJson.Answer(new { PackageVersion = Definitions.DefinitionAnswers.ToolVersion }));
        api.MapGet("/resilience/strategies", () => ElsaJson.List<object>([]));
        api.MapGet("/resilience/retries/{id}", () => ElsaJson.Answer(new ElsaPage<object>([], 0, [])));
    }

    private sealed record Feature(string Name, string Namespace, string FullName, string DisplayName, string Description)
    {
        public static Feature Of(string name) => new(name, "Elsa", $"Elsa.{name}", name, "");
    }
}
