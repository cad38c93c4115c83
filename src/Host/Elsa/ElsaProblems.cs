using Host.Api;
using Microsoft.AspNetCore.Http.HttpResults;
using Workflows.Core;
using Workflows.Runtime.Definitions;

namespace Host.Elsa;

/// <summary>Refusals the way Elsa's clients read errors: problem details with <c>errors</c> by member.</summary>
internal static class ElsaProblems
{
    /// <summary>The refusal; what is wrong with files stands in <c>errors</c>, one entry each.</summary>
    public static ProblemHttpResult ToElsaProblem(this Refusal refusal, IReadOnlyList<FolderProblem>? problems = null)
    {
        var isContent = problems is { Count: > 0 } || refusal.Code.StartsWith("design.", StringComparison.Ordinal);
        var details = Problems.Details(refusal, isContent ? StatusCodes.Status400BadRequest : Problems.StatusOf(refusal));
        details.Extensions["errors"] = new Dictionary<string, string[]>
        {
            ["generalErrors"] = problems is { Count: > 0 } ? [.. problems.Select(p => $"{p.Path}: {p.Message.En}")] : [refusal.Message.En],
        };
        return TypedResults.Problem(details);
    }
}
