namespace Host.Api;

/// <summary>Maps the HTTP API: the same operations as the pages, for programs.</summary>
internal static class ApiRoutes
{
    /// <summary>Where everything begins.</summary>
    public const string Root = "/api";

    /// <summary>Maps every group.</summary>
    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup(Root)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
        api.MapSignIn();
        api.MapPeople();
        api.MapPeopleAdministration();
        api.MapKeys();
        api.MapAbsences();
        api.MapInbox();
        api.MapTasks();
        api.MapEvidence();
        api.MapTickets();
        api.MapArchive();
        api.MapInstances();
        api.MapOperators();
        api.MapHttpEndpoints();
        api.MapSuspicions();
        api.MapScreenings();
        api.MapEvaluation();
        api.MapImports();
        api.MapMail();
        api.MapDefinitions();
        api.MapCalendars();
        api.MapOperations();
    }
}
