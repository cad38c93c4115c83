using Workflows.Core.Organisation;
using Workflows.Runtime.Definitions;
using Workflows.Runtime.Design;
using Workflows.Storage.Tests.Support;

namespace Workflows.Storage.Tests;

/// <summary>Designing: drafts that nobody overwrites unseen, and the versions that are made of them.</summary>
public abstract partial class StoreContract
{
    private static readonly Actor Owner = TestApp.Person("olga", Roles.ProcessOwner, "P");
    private static readonly Actor OtherOwner = TestApp.Person("omar", Roles.ProcessOwner, "P");

    [Fact]
    public async Task A_draft_begins_as_the_newest_version_and_is_one_for_all_who_design()
    {
        await using var app = await StartAsync();
        var desk = app.Get<IDesignDesk>();

        var opened = (await desk.OpenAsync("tiny", Owner))!;
        Assert.Equal((0, 1), (opened.Revision, opened.BaseVersion));
        Assert.Empty(await desk.ListAsync(Owner));
        var saved = (await desk.SaveAsync(opened, Named(opened, "Renamed"), Owner)).Draft!;

        var found = (await desk.OpenAsync("tiny", OtherOwner))!;
        Assert.Equal((saved.Revision, "olga", app.Clock.GetUtcNow()), (found.Revision, found.SavedBy, found.SavedAt));
        Assert.Contains("Renamed", found.Files["workflow.json"], StringComparison.Ordinal);
        Assert.Equal("tiny", Assert.Single(await desk.ListAsync(Owner)).DefinitionId);
    }

    [Fact]
    public async Task Who_saves_over_what_they_have_not_seen_is_refused_and_loses_nothing_of_the_others()
    {
        await using var app = await StartAsync();
        var desk = app.Get<IDesignDesk>();
        var mine = (await desk.OpenAsync("tiny", Owner))!;
        var theirs = (await desk.OpenAsync("tiny", OtherOwner))!;

        var outcomes = await Task.WhenAll(desk.SaveAsync(mine, Named(mine, "Mine"), Owner), desk.SaveAsync(theirs, Named(theirs, "Theirs"), OtherOwner));

        var won = Assert.Single(outcomes, o => o.Refusal is null).Draft!;
        Assert.Equal("design.stale", Assert.Single(outcomes, o => o.Refusal is not null).Refusal!.Code);
        Assert.Equal(won.Files["workflow.json"], (await desk.OpenAsync("tiny", Owner))!.Files["workflow.json"]);
        Assert.Equal("design.stale", (await desk.DiscardAsync(mine with { Revision = 5 }, Owner))!.Code);
        Assert.Equal("design.stale", (await desk.PublishAsync(mine, "", Owner)).Refusal!.Code);
    }

    [Fact]
    public async Task What_is_imported_is_a_draft_and_replaces_another_one_only_when_that_is_said()
    {
        await using var app = await StartAsync();
        var desk = app.Get<IDesignDesk>();
        var opened = (await desk.OpenAsync("tiny", Owner))!;
        var came = Named(opened, "From outside").Where(f => f.Key == "workflow.json").ToDictionary();

        var draft = (await desk.ImportAsync("tiny", came, Owner)).Draft!;
        Assert.Equal((1, opened.Files.Count), (draft.BaseVersion, draft.Files.Count)); // a definition that comes alone leaves the rest
        Assert.Contains("From outside", draft.Files["workflow.json"], StringComparison.Ordinal);
        Assert.Equal("design.draft-there", (await desk.ImportAsync("tiny", came, OtherOwner)).Refusal!.Code);
        Assert.Equal("omar", (await desk.ImportAsync("tiny", came, OtherOwner, overDraft: true)).Draft!.SavedBy);
        Assert.Equal("design.other-definition", (await desk.ImportAsync("brand-new", came, Owner)).Refusal!.Code);
        Assert.Equal("command.not-allowed", (await desk.ImportAsync("tiny", came, TestApp.Person("sam", Roles.StationInspector, "P"))).Refusal!.Code);
    }

    [Fact]
    public async Task A_published_draft_is_the_version_that_new_instances_start_on_with_author_and_note()
    {
        await using var app = await StartAsync();
        var desk = app.Get<IDesignDesk>();
        var opened = (await desk.OpenAsync("tiny", Owner))!;
        var saved = (await desk.SaveAsync(opened, Named(opened, "Better"), Owner)).Draft!;

        var outcome = await desk.PublishAsync(saved, " shorter deadline ", Owner);

        Assert.Null(outcome.Refusal);
        var version = (await app.Get<IDefinitionCatalog>().ListAsync()).First(v => v.DefinitionId == "tiny");
        Assert.Equal((2, "Better", "olga", "shorter deadline", VersionOrigin.Designer, true), (version.Version, version.Name, version.Author, version.Note, version.Origin, version.IsCurrent));
        Assert.Equal(0, (await desk.OpenAsync("tiny", Owner))!.Revision);
        var started = await app.StartTinyAsync("{}");
        Assert.Equal(2, (await app.LoadAsync(started.InstanceId)).DefinitionVersion);
    }

    [Fact]
    public async Task Files_that_nobody_touched_do_not_take_back_what_was_designed()
    {
        await using var app = await StartAsync();
        var desk = app.Get<IDesignDesk>();
        var opened = (await desk.OpenAsync("tiny", Owner))!;
        await desk.PublishAsync((await desk.SaveAsync(opened, Named(opened, "Designed"), Owner)).Draft!, "", Owner);

        Assert.Equal(["tiny"], (await app.PublishAsync("tiny", opened.Files["workflow.json"])).Unchanged);
        Assert.Equal(["tiny"], (await app.PublishAsync("tiny", Named(opened, "Designed")["workflow.json"])).Unchanged);
        Assert.Equal(3, Assert.Single((await app.PublishAsync("tiny", Named(opened, "Edited")["workflow.json"])).Published).Version);
    }

    [Fact]
    public async Task A_draft_with_errors_or_without_changes_is_not_published_and_stays()
    {
        await using var app = await StartAsync();
        var desk = app.Get<IDesignDesk>();
        var opened = (await desk.OpenAsync("tiny", Owner))!;
        Assert.Equal("design.unchanged", (await desk.PublishAsync(opened, "", Owner)).Refusal!.Code);

        var broken = new Dictionary<string, string> { ["workflow.json"] = TestApp.Workflow("tiny", "Tiny", activity: """{ "id": "x", "type": "Somebody.Else" }""") };
        var saved = (await desk.SaveAsync(opened, broken, Owner)).Draft!;
        var outcome = await desk.PublishAsync(saved, "", Owner);

        Assert.Equal("design.errors", outcome.Refusal!.Code);
        Assert.NotEmpty(outcome.Problems);
        Assert.Equal(1, (await app.Get<IDefinitionCatalog>().FindAsync("tiny"))!.Definition.Version);
        Assert.Equal(saved.Revision, (await desk.OpenAsync("tiny", Owner))!.Revision);
        Assert.Null(await desk.DiscardAsync(saved, Owner));
        Assert.Equal(0, (await desk.OpenAsync("tiny", Owner))!.Revision);
    }

    [Fact]
    public async Task A_draft_does_not_take_back_a_version_that_was_published_since_it_was_begun_unless_that_is_meant()
    {
        await using var app = await StartAsync();
        var desk = app.Get<IDesignDesk>();
        var opened = (await desk.OpenAsync("tiny", Owner))!;
        var saved = (await desk.SaveAsync(opened, Named(opened, "Designed"), Owner)).Draft!;
        await app.PublishAsync("tiny", Named(opened, "FromFolder")["workflow.json"]);

        Assert.Equal("design.outdated", (await desk.PublishAsync(saved, "", Owner)).Refusal!.Code);
        Assert.Equal(3, (await desk.PublishAsync(saved, "", Owner, overNewer: true)).Version!.Version);
    }

    [Fact]
    public async Task A_new_workflow_begins_as_a_draft_of_no_version()
    {
        await using var app = await StartAsync();
        var desk = app.Get<IDesignDesk>();
        Dictionary<string, string> Files(string id) => new() { ["workflow.json"] = TestApp.Workflow(id, "Leave") };

        Assert.Equal("design.id-invalid", (await desk.CreateAsync("Leave request", Files("Leave request"), Owner)).Refusal!.Code);
        Assert.Equal("design.id-taken", (await desk.CreateAsync("tiny", Files("tiny"), Owner)).Refusal!.Code);
        Assert.Equal("design.other-definition", (await desk.CreateAsync("leave", Files("other"), Owner)).Refusal!.Code);
        var draft = (await desk.CreateAsync("leave", Files("leave"), Owner)).Draft!;
        Assert.Equal("design.id-taken", (await desk.CreateAsync("leave", Files("leave"), Owner)).Refusal!.Code);
        Assert.Equal(1, (await desk.PublishAsync(draft, "", Owner)).Version!.Version);
    }

    [Fact]
    public async Task Only_process_owners_and_administrators_design()
    {
        await using var app = await StartAsync();
        var desk = app.Get<IDesignDesk>();
        var opened = (await desk.OpenAsync("tiny", Owner))!;
        var saved = (await desk.SaveAsync(opened, Named(opened, "Draft"), Owner)).Draft!;

        Assert.Null(await desk.OpenAsync("tiny", Ada));
        Assert.Empty(await desk.ListAsync(Ada));
        Assert.Equal("command.not-allowed", (await desk.SaveAsync(saved, saved.Files, Ada)).Refusal!.Code);
        Assert.Equal("command.not-allowed", (await desk.CreateAsync("mine", saved.Files, Ada)).Refusal!.Code);
        Assert.Equal("command.not-allowed", (await desk.DiscardAsync(saved, Ada))!.Code);
        Assert.Equal("command.not-allowed", (await desk.PublishAsync(saved, "", Ada)).Refusal!.Code);
    }

    private static Dictionary<string, string> Named(DesignDraft draft, string name) =>
        new(draft.Files) { ["workflow.json"] = TestApp.Workflow(draft.DefinitionId, name) };
}
