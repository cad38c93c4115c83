using System.Globalization;
using Host.Api;
using Host.Elsa;
using Microsoft.AspNetCore.Authorization;
using Workflows.Core;

namespace Host.Accounts.Keys;

/// <summary>A key opens the API and nothing else, and of it no more than its scopes say: reading for what only reads, and for the rest what the policy of the endpoint is about.</summary>
internal static class KeyScopeGuard
{
    /// <summary>Refuses what a key does not reach.</summary>
    public static IApplicationBuilder UseKeyScopes(this IApplicationBuilder app) => app.Use((http, next) =>
        http.User.FindFirst(ApiKeyHandler.ScopeClaim) is not { } claim
            ? next(http)
            : ApiServices.IsApi(http) && ((KeyScope)int.Parse(claim.Value, CultureInfo.InvariantCulture)).HasFlag(Needed(http))
                ? next(http)
                : Missing(Needed(http)).ToProblem(StatusCodes.Status403Forbidden).ExecuteAsync(http));

    private static KeyScope Needed(HttpContext http)
    {
        var metadata = http.GetEndpoint()?.Metadata;
        if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method) || metadata?.GetMetadata<ReadsOnlyAttribute>() is not null)
        {
            return KeyScope.Read;
        }

        if (metadata?.GetMetadata<WorksAttribute>() is not null)
        {
            return KeyScope.Work;
        }

        var policies = metadata?.GetOrderedMetadata<IAuthorizeData>().Select(a => a.Policy).ToList() ?? [];
        return policies.Contains(Policies.ManagePeople) || policies.Contains(Policies.Operate) ? KeyScope.Administer
            : policies.Contains(Policies.Design) ? KeyScope.Design
            : KeyScope.Work;
    }

    private static Refusal Missing(KeyScope scope) => new("api-key.not-allowed", new LocalizedText(
        $"这个密钥没有 {scope} 权限。请让管理员签发带该权限的密钥。",
        $"This key lacks the scope {scope}. Ask an administrator for one that has it."));
}

/// <summary>Marks what needs no more of a key than to work, although only those who design may do it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class WorksAttribute : Attribute;
