using System.Net;
using Host.Accounts;
using Host.Shell;

namespace Host.Elsa.Studio;

/// <summary>Elsa Studio, unmodified, around the API of this host. One element a page: two of them do not live together.</summary>
internal static class StudioPages
{
    /// <summary>Where it begins.</summary>
    public const string Root = "/elsa/studio";

    // WebAssembly has to be compiled, the editor of scripts starts workers from blobs, components set inline styles, and two scripts stand in its pages:
    // the keyboard shortcuts of the editor and of the list of instances, by the hashes of their text in 3.8.2. None of it holds for any other page.
    private const string ContentSecurityPolicy =
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval' 'sha256-snlP1jz0gjwc5cTz9ErZcliXuCK63+Mmf68RRCeptgc=' 'sha256-vu6sQrKXQHR4Yn3FMMihA/9TxxfIXnCxKwvLrTPJ5ts='; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; "
        + "worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>Maps the pages and the files.</summary>
    public static void MapElsaStudio(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(Root).RequireAuthorization(Policies.Design).ExcludeFromDescription();
        group.MapGet("", (HttpContext http, StudioFiles files, Localizer text) => Page(http, files, text, "definitions", "elsa-workflow-definition-list"));
        group.MapGet("/definitions/{id}", (string id, HttpContext http, StudioFiles files, Localizer text) => Page(http, files, text, "definitions", "elsa-workflow-definition-editor", ("definition-id", id)));
        group.MapGet("/instances", (HttpContext http, StudioFiles files, Localizer text) => Page(http, files, text, "instances", "elsa-workflow-instance-list"));
        group.MapGet("/instances/{id}", (string id, HttpContext http, StudioFiles files, Localizer text) => Page(http, files, text, "instances", "elsa-workflow-instance-viewer", ("instance-id", id)));
        group.MapGet("/{**path}", (string path, HttpContext http, StudioFiles files) => files.Open(path, http) ?? Results.NotFound());
    }

    private static IResult Page(HttpContext http, StudioFiles files, Localizer text, string here, string element, (string Name, string Value)? attribute = null)
    {
        if (!files.Exist)
        {
            return Results.NotFound();
        }

        http.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
        var extra = attribute is { } a ? $" {a.Name}=\"{WebUtility.HtmlEncode(a.Value)}\"" : "";
        return TypedResults.Content($"""
            <!DOCTYPE html>
            <html lang="{text.Culture.Name}">
            <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>Elsa Studio</title>
                <base href="{Root}/">
                <link rel="icon" type="image/svg+xml" href="/icon.svg">
                <link rel="stylesheet" href="_content/MudBlazor/MudBlazor.min.css">
                <link rel="stylesheet" href="_content/CodeBeam.MudBlazor.Extensions/MudExtensions.min.css">
                <link rel="stylesheet" href="_content/Radzen.Blazor/css/material-base.css">
                <link rel="stylesheet" href="_content/Elsa.Studio.Shell/css/shell.css">
                <link rel="stylesheet" href="Elsa.Studio.Host.CustomElements.styles.css">
                <link rel="stylesheet" href="/elsa-studio.css">
            </head>
            <body>
            <nav class="cl-studio-bar" aria-label="Elsa Studio">
                <a href="/definitions">{text["← 返回闭环稽查", "← Back to ClosedLoop"]}</a>
                <a href="{Root}"{Current(here == "definitions")}>{text["流程", "Workflows"]}</a>
                <a href="{Root}/instances"{Current(here == "instances")}>{text["流程实例", "Instances"]}</a>
                <span id="started" role="status" data-text="{text["已启动一个实例：", "An instance was started: "]}" data-link="{text["查看", "watch it"]}"></span>
            </nav>
            <main id="main">
                <p id="loading">{text["正在加载 Elsa Studio…", "Loading Elsa Studio…"]}</p>
                <elsa-backend-provider remote-endpoint="{http.Request.Scheme}://{http.Request.Host}{ElsaRoutes.Root}"></elsa-backend-provider>
                <{element}{extra}></{element}>
            </main>
            <div id="blazor-error-ui">{text["出错了。", "An error has occurred."]} <a href="" class="reload">{text["重新加载", "Reload"]}</a></div>
            <script src="/elsa-studio.js"></script>
            <script src="_content/BlazorMonaco/jsInterop.js"></script>
            <script src="_content/BlazorMonaco/lib/monaco-editor/min/vs/loader.js"></script>
            <script src="_content/BlazorMonaco/lib/monaco-editor/min/vs/editor/editor.main.js"></script>
            <script src="_content/MudBlazor/MudBlazor.min.js"></script>
            <script src="_content/CodeBeam.MudBlazor.Extensions/MudExtensions.min.js"></script>
            <script src="_content/Radzen.Blazor/Radzen.Blazor.js"></script>
            <script src="_framework/blazor.webassembly.js"></script>
            </body>
            </html>
            """, "text/html; charset=utf-8");
    }

    private static string Current(bool isHere) => isHere ? " aria-current=\"page\"" : "";
}
