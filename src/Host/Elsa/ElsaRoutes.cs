using Host.Elsa.Definitions;
using Host.Elsa.Descriptors;
using Host.Elsa.Instances;
using Host.Elsa.Studio;

namespace Host.Elsa;

/// <summary>Maps Elsa 3's HTTP API: the same definitions and instances as everywhere else, for Elsa's own tools.</summary>
internal static class ElsaRoutes
{
    /// <summary>Where the API begins.</summary>
    public const string Root = "/elsa/api";

    /// <summary>Where the hubs are.</summary>
    public const string Hubs = "/elsa/hubs";

    /// <summary>Name of the rule on which other sites' pages may call it.</summary>
    public const string Origins = "elsa";

    /// <summary>Maps every group.</summary>
    public static void MapElsa(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup(Root).RequireCors(Origins).ExcludeFromDescription();
        api.MapElsaSignIn();
        api.MapElsaServer();
        api.MapElsaDescriptors();
        api.MapElsaDefinitions();
        api.MapElsaTransfers();
        api.MapElsaVersions();
        api.MapElsaExecution();
        api.MapElsaGraph();
        api.MapElsaInstances();
        api.MapElsaExecutions();
        api.MapElsaSignals();
        routes.MapElsaStudio();
        routes.MapHub<WorkflowInstanceHub>(Hubs + "/workflow-instance").RequireCors(Origins);
    }
}
