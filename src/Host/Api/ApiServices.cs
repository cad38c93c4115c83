using System.Reflection;
using System.Text.Json.Serialization;
using Host.Elsa;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.OpenApi;

namespace Host.Api;

/// <summary>Registers what the API needs: JSON rules, problem details, its description.</summary>
internal static class ApiServices
{
    /// <summary>Adds it.</summary>
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.Configure<JsonOptions>(json => json.SerializerOptions.Converters.Add(new JsonStringEnumConverter()));
        services.AddProblemDetails(options => options.CustomizeProblemDetails = context => Problems.Complete(context.ProblemDetails));
        services.AddHealthChecks();
        services.AddOptions<HttpEndpointOptions>().BindConfiguration(HttpEndpointOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddScoped<TaskCommands>();
        services.AddScoped<TicketCommands>();
        services.AddOpenApi(options => options
            .AddDocumentTransformer((document, _, _) =>
            {
                Describe(document);
                return Task.CompletedTask;
            })
            .AddOperationTransformer((operation, context, _) =>
            {
                DescribeKey(operation, context.Description.ActionDescriptor);
                return Task.CompletedTask;
            }));
        return services;
    }

    /// <summary>Whether a request is for the API, in our words or in Elsa's.</summary>
    internal static bool IsApi(HttpContext http) => IsApi(http.Request);

    /// <summary>Whether a request is for the API, in our words or in Elsa's.</summary>
    internal static bool IsApi(HttpRequest request) =>
        request.Path.StartsWithSegments(ApiRoutes.Root, StringComparison.Ordinal)
        || request.Path.StartsWithSegments(ElsaRoutes.Root, StringComparison.Ordinal)
        || request.Path.StartsWithSegments(ElsaRoutes.Hubs, StringComparison.Ordinal);

    /// <summary>Writes problem details for the status that the answer has.</summary>
    internal static async Task WriteProblemAsync(HttpContext http)
    {
        var problem = new Microsoft.AspNetCore.Mvc.ProblemDetails { Status = http.Response.StatusCode };
        await http.RequestServices.GetRequiredService<IProblemDetailsService>().WriteAsync(new ProblemDetailsContext { HttpContext = http, ProblemDetails = problem });
    }

    /// <summary>Shows the key that commands take; it is bound from the request as a whole, so the framework does not see it.</summary>
    private static void DescribeKey(OpenApiOperation operation, ActionDescriptor action)
    {
        if (action.EndpointMetadata.OfType<MethodInfo>().Any(m => m.GetParameters().Any(p => p.ParameterType == typeof(CommandKey))))
        {
            (operation.Parameters ??= []).Add(new OpenApiParameter
            {
                Name = CommandKey.Header,
                In = ParameterLocation.Header,
                Description = "Makes the call repeatable: the same key again gets the first outcome.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = CommandKey.MaxLength },
            });
        }
    }

    private static void Describe(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "ClosedLoop",
            Version = "v1",
            Description = "The operations of the pages, for programs. POST /api/login with {\"email\": user name, \"password\"} gives a bearer token. "
                + "Commands take an Idempotency-Key header: the same key again gets the first outcome. Every refusal is a problem (RFC 9457) with code, message in both languages, and fields. "
                + "With a cookie instead of a token, requests that change something need the header X-Requested-With.",
        };
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes["bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer" };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("bearer", document)] = [] }];
    }
}
