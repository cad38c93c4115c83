using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Browser.Tests.Support;
using Microsoft.Playwright;
using TestSupport;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests;

/// <summary>Elsa Studio, as its makers ship it, works on this host: a developer draws, publishes, runs and watches a workflow with it.</summary>
[Collection(HostCollection.Name)]
public sealed class ElsaStudioTests(HostFixture fixture)
{
    /// <summary>How long Studio's 46 MB may take to start on a busy machine, in milliseconds.</summary>
    private const float Loading = 90_000;

    [Fact]
    public async Task A_workflow_is_drawn_published_run_and_watched()
    {
        await using var owner = await SitAsync();
        var page = owner.Page;
        await CreateAsync(page, "Drawn elsewhere");
        await Expect(page).ToHaveURLAsync(new Regex("/elsa/studio/definitions/drawn-elsewhere$"));

        await AddAsync(page, "Console", "Write Line", 620, 300);
        await page.Locator(".mud-input-control:has-text('The text to write.') input").FillAsync("hello from Studio");
        await SavedAsync(page, () => page.Locator(".mud-input-control:has-text('The text to write.') input").BlurAsync());
        await ConnectAsync(page, await AddAsync(page, "Console", "Write Line", 620, 430));
        await Screenshots.TakeAsync(page, "elsa-studio-editor");
        await SavedAsync(page, () => page.Locator("button.mud-primary-text").First.ClickAsync());
        await Expect(page.GetByText("Workflow published")).ToBeVisibleAsync();

        await page.Locator("button.mud-success-text").First.ClickAsync();
        await page.Locator("#started a").ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/elsa/studio/instances/"));
        await Expect(page.GetByText("Write Line - Completed").First).ToBeVisibleAsync();
        await Screenshots.TakeAsync(page, "elsa-studio-instance");
        await page.GotoAsync("/elsa/studio/instances");
        await Expect(page.GetByText("Drawn elsewhere").First).ToBeVisibleAsync();
        Assert.Empty(owner.Errors);
    }

    [Fact]
    public async Task A_shipped_workflow_changes_only_where_it_was_told_to()
    {
        await using var owner = await SitAsync();
        var page = owner.Page;
        await owner.GoAsync("/definitions/equipment-request");
        await page.GetByRole(AriaRole.Link, new() { NameString = "Open in Elsa Studio" }).ClickAsync();
        await Expect(page.Locator(".activity-label").GetByText("CountyApproval")).ToBeVisibleAsync(new() { Timeout = Loading });
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle); // Studio draws its panels anew while it still loads
        var before = await FileAsync(owner);

        var description = page.Locator(".mud-input-control:has-text('A brief description') textarea").First;
        await TypeAsync(page, description, "Changed in Studio");
        await SavedAsync(page, () => page.Locator("button.mud-primary-text").First.ClickAsync());

        var after = await FileAsync(owner);
        Assert.NotEqual(before, after);
        Assert.Equal(new Regex("\"description\": \"[^\"]*\"").Replace(before, "\"description\": \"Changed in Studio\"", 1), after);
        Assert.Empty(owner.Errors);
    }

    /// <summary>The list of what Studio is for, on a workflow that is shipped: open, add, edit properties of our activities, save, publish, run.</summary>
    [Fact]
    public async Task A_shipped_workflow_is_redesigned()
    {
        await using var owner = await SitAsync();
        var page = owner.Page;
        await page.GotoAsync("/elsa/studio");
        await Expect(page.Locator("td").First).ToBeVisibleAsync(new() { Timeout = Loading });
        await page.GetByPlaceholder("Search on").FillAsync("equipment-request"); // the list shows ten
        await page.GetByText("equipment-request", new() { Exact = true }).First.ClickAsync();
        await Expect(page.Locator(".activity-label").GetByText("CountyApproval")).ToBeVisibleAsync(new() { Timeout = Loading });
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        var before = await FileAsync(owner);
        var version = (await (await page.APIRequest.GetAsync("/elsa/api/workflow-definitions/equipment-request?versionOptions=Published")).JsonAsync())!.Value.GetProperty("version").GetInt32();

        await AddAsync(page, "Console", "Write Line", 620, 500);
        await page.Locator(".activity-label").GetByText("CountyApproval").ClickAsync();
        var mode = page.Locator(".mud-input-control:has-text('All, any one, one after the other, or by vote.')").First;
        await mode.ClickAsync();
        await SavedAsync(page, () => page.GetByRole(AriaRole.Option, new() { NameString = "All", Exact = true }).ClickAsync());
        var due = page.Locator(".mud-input-control:has-text('When it must be done') input").First;
        await TypeAsync(page, due, "7wd");
        await Screenshots.TakeAsync(page, "elsa-studio-redesign");
        await SavedAsync(page, () => page.Locator("button.mud-primary-text").First.ClickAsync());
        await Expect(page.GetByText("Workflow published")).ToBeVisibleAsync();

        var (was, now) = (Activities(before), Activities(await FileAsync(owner)));
        var added = Assert.Single(now.Keys.Except(was.Keys));
        Assert.Equal("Elsa.WriteLine", now[added]["type"]!.GetValue<string>());
        Assert.Equal(["CountyApproval"], was.Where(a => !JsonNode.DeepEquals(a.Value, now[a.Key])).Select(a => a.Value["name"]!.GetValue<string>()));
        var (approval, changed) = (was.Values.Single(a => a["name"]?.GetValue<string>() == "CountyApproval"), now.Values.Single(a => a["name"]?.GetValue<string>() == "CountyApproval"));
        Assert.Equal(["due", "mode"], changed.Where(m => !JsonNode.DeepEquals(m.Value, approval[m.Key])).Select(m => m.Key).Order());
        Assert.Equal("All", changed["mode"]!.GetValue<string>());
        await page.Locator("button.mud-success-text").First.ClickAsync();
        await Expect(page.Locator("#started a")).ToBeVisibleAsync();
        Assert.Empty(owner.Errors);

        await PostAsync(page, $"workflow-definitions/equipment-request/revert/{version}", new JsonObject()); // the other tests know it as it is shipped
        await PostAsync(page, "workflow-definitions/equipment-request/publish", new JsonObject());
    }

    [Fact]
    public async Task An_instance_moves_before_the_eyes_of_who_watches_it()
    {
        await using var owner = await SitAsync();
        var page = owner.Page;
        var definition = JsonNode.Parse(await File.ReadAllTextAsync(RepositoryRoot.Combine("tests", "Host.Tests", "Elsa", "Recorded", "task-flow.json")))!;
        (definition["definitionId"], definition["name"]) = ("watched-live", "Watched live");
        await PostAsync(page, "workflow-definitions/import", definition);
        await PostAsync(page, "workflow-definitions/watched-live/publish", new JsonObject());
        var state = (await PostAsync(page, "workflow-definitions/watched-live/execute", new JsonObject()))!["workflowState"]!;
        var polls = 0;
        page.Request += (_, request) => polls += request.Url.EndsWith("/execution-state", StringComparison.Ordinal) ? 1 : 0;
        await page.GotoAsync($"/elsa/studio/instances/{state["id"]}");
        await Expect(page.GetByText("Run Task - Suspended")).ToBeVisibleAsync(new() { Timeout = Loading });
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        Assert.Equal(0, await page.GetByText("Run Task - Completed").CountAsync());

        await PostAsync(page, $"tasks/{state["bookmarks"]![0]!["payload"]!["taskId"]}/complete", new JsonObject { ["result"] = new JsonObject { ["approved"] = true } });

        await Expect(page.GetByText("Run Task - Completed")).ToBeVisibleAsync();
        await Expect(page.GetByText("Set Variable - Completed")).ToBeVisibleAsync();
        Assert.Equal(0, polls); // told, not asked
        Assert.Empty(owner.Errors);
    }

    [Fact]
    public async Task Our_activities_stand_in_the_palette_with_their_inputs_and_outcomes()
    {
        await using var owner = await SitAsync();
        var page = owner.Page;
        await CreateAsync(page, "With a person");

        await AddAsync(page, "People", "Approval", 620, 300);
        await Expect(page.Locator(".x6-node").GetByText("Approved").Or(page.Locator(".x6-graph").GetByText("Approved")).First).ToBeVisibleAsync();
        await AddAsync(page, "People", "User Task", 620, 430);
        await Expect(page.GetByText("The form that is filled in").First).ToBeVisibleAsync();
        await Screenshots.TakeAsync(page, "elsa-studio-own-activities");
        Assert.Empty(owner.Errors);
    }

    [Fact]
    public async Task Who_does_not_design_is_not_let_in()
    {
        await using var county = await Seat.SignedInAsync(fixture.Browser, fixture.Host, "county-1");
        Assert.Equal(403, (await county.Page.APIRequest.GetAsync("/elsa/studio"))!.Status);
        Assert.Equal(403, (await county.Page.APIRequest.GetAsync("/elsa/studio/_framework/blazor.webassembly.js"))!.Status);
    }

    /// <summary>Makes a workflow: a dialog that opens while Studio still draws its list is closed by that, so it is opened until it stays.</summary>
    private static async Task CreateAsync(IPage page, string name)
    {
        await page.GotoAsync("/elsa/studio");
        await Expect(page.Locator("td").First).ToBeVisibleAsync(new() { Timeout = Loading });
        for (var tries = 1; ; tries++)
        {
            await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            await page.GetByRole(AriaRole.Button, new() { NameString = "Create workflow" }).ClickAsync();
            try
            {
                await page.Locator(".mud-dialog input").First.FillAsync(name, new() { Timeout = 10_000 });
                await page.Locator(".mud-dialog").GetByRole(AriaRole.Button, new() { NameString = "OK" }).ClickAsync(new() { Timeout = 10_000 });
                return;
            }
            catch (TimeoutException) when (tries < 5)
            {
                // Once more.
            }
        }
    }

    private static async Task<ILocator> AddAsync(IPage page, string category, string activity, float x, float y)
    {
        var item = page.Locator("[draggable=true]").GetByText(activity, new() { Exact = true });
        if (!await item.IsVisibleAsync())
        {
            await page.Locator(".mud-expand-panel-header").GetByText(category, new() { Exact = true }).ClickAsync();
        }

        await Expect(page.Locator(".x6-graph-svg").First).ToBeVisibleAsync();
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await item.HoverAsync(); // once the category has unfolded and nothing moves any more
        var there = await page.Locator(".x6-node").CountAsync();
        await SavedAsync(page, async () =>
        {
            var from = (await item.BoundingBoxAsync())!;
            await page.Mouse.MoveAsync(from.X + (from.Width / 2), from.Y + (from.Height / 2));
            await page.Mouse.DownAsync();
            await page.Mouse.MoveAsync(x - 30, y - 30, new() { Steps = 8 });
            await page.Mouse.MoveAsync(x, y, new() { Steps = 4 });
            await page.Mouse.UpAsync();
        });
        await Expect(page.Locator(".x6-node")).ToHaveCountAsync(there + 1);
        return page.Locator(".x6-node").Last;
    }

    /// <summary>Draws a line from the first step to another.</summary>
    private static async Task ConnectAsync(IPage page, ILocator to)
    {
        var port = (await page.Locator(".x6-node").First.Locator(".x6-port-body").Last.BoundingBoxAsync())!;
        var end = (await to.Locator(".x6-port-body").First.BoundingBoxAsync())!;
        await SavedAsync(page, async () =>
        {
            await page.Mouse.MoveAsync(port.X + (port.Width / 2), port.Y + (port.Height / 2));
            await page.Mouse.DownAsync();
            await page.Mouse.MoveAsync(end.X + (end.Width / 2), end.Y + (end.Height / 2), new() { Steps = 12 });
            await page.Mouse.UpAsync();
        });
        await Expect(page.Locator(".x6-edge")).ToHaveCountAsync(1);
    }

    /// <summary>Does something and waits until Studio has saved it.</summary>
    private static Task<IResponse> SavedAsync(IPage page, Func<Task> action, float timeout = Loading) =>
        page.RunAndWaitForResponseAsync(action, r => r.Url.EndsWith("/elsa/api/workflow-definitions", StringComparison.Ordinal) && r.Request.Method == "POST" && r.Status == 200, new() { Timeout = timeout });

    /// <summary>Types until Studio has saved it: what is typed while it still draws a panel anew is gone.</summary>
    private static async Task TypeAsync(IPage page, ILocator field, string text)
    {
        for (var tries = 1; ; tries++)
        {
            await field.FillAsync("");
            await field.FillAsync(text);
            try
            {
                await SavedAsync(page, () => field.BlurAsync(), timeout: 15_000);
                return;
            }
            catch (TimeoutException) when (tries < 5)
            {
                // Once more.
            }
        }
    }

    /// <summary>The activities of the flow by id.</summary>
    private static Dictionary<string, JsonObject> Activities(string file) =>
        JsonNode.Parse(file)!["root"]!["activities"]!.AsArray().ToDictionary(a => a!["id"]!.GetValue<string>(), a => a!.AsObject());

    private static async Task<JsonNode?> PostAsync(IPage page, string path, JsonNode body)
    {
        var answer = await page.APIRequest.PostAsync("/elsa/api/" + path, new() { Data = body.ToJsonString(), Headers = new Dictionary<string, string> { ["Content-Type"] = "application/json", ["X-Requested-With"] = "test" } });
        var text = await answer.TextAsync();
        Assert.True(answer.Ok, text);
        return text.Length > 0 ? JsonNode.Parse(text) : null;
    }

    private static async Task<string> FileAsync(Seat seat)
    {
        var answer = await (await seat.Page.APIRequest.GetAsync("/api/definitions/equipment-request")).JsonAsync();
        return answer!.Value.GetProperty("files").GetProperty("workflow.json").GetString()!;
    }

    private async Task<Seat> SitAsync()
    {
        var owner = await Seat.SignedInAsync(fixture.Browser, fixture.Host, "owner", language: "en");
        owner.Page.SetDefaultTimeout(Loading);
        return owner;
    }
}
