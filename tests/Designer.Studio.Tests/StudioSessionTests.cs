using System.Collections.Immutable;
using System.Globalization;
using Designer.Editing.Flows;
using Designer.Editing.Flows.Edits;
using Designer.Editing.Layout;
using Designer.Studio.Flows;
using Workflows.Core;
using Workflows.Core.Forms;
using Workflows.Core.Organisation;

namespace Designer.Studio.Tests;

/// <summary>What the flow designer does when a person clicks, and what it finds out meanwhile.</summary>
public sealed class StudioSessionTests
{
    private const string Flow = """
        {
          "definitionId": "leave",
          "root": {
            "id": "flow", "type": "Elsa.Flowchart",
            "activities": [
              { "id": "start", "type": "Elsa.Start" },
              { "id": "ask", "type": "ClosedLoop.UserTask", "title": "Ask", "candidates": [{ "role": "county-officer" }] },
              { "id": "end", "type": "Elsa.End" }
            ],
            "connections": [
              { "source": { "activity": "start", "port": "Done" }, "target": { "activity": "ask", "port": "In" } },
              { "source": { "activity": "ask", "port": "Done" }, "target": { "activity": "end", "port": "In" } }
            ]
          }
        }
        """;

    private static readonly Dictionary<string, string> Files = new() { [StudioSession.FlowFile] = Flow };

    private int _ids;

    [Fact]
    public async Task The_check_follows_each_gesture_and_says_when_it_has_caught_up()
    {
        var studio = Open(Holding("county-officer"));
        await studio.Checking;
        Assert.True(studio.IsChecked);
        Assert.Empty(studio.Problems);

        studio.Run(new DisconnectSteps(null, [new("ask", "Done", "end")]));
        Assert.False(studio.IsChecked);
        await studio.Checking;

        Assert.True(studio.IsChecked);
        Assert.Contains(studio.Problems, p => p is { Code: "activity.dead-end", ActivityId: "ask" });
    }

    [Fact]
    public async Task A_step_that_nobody_holds_the_role_of_is_among_the_problems_until_somebody_does()
    {
        var studio = Open(OrgChart.Empty);
        await studio.Checking;
        Assert.Equal("people.role-unheld", Assert.Single(studio.Problems).Code);

        studio.Take(Files, Surroundings(Holding("county-officer")));
        await studio.Checking;

        Assert.Empty(studio.Problems);
    }

    [Fact]
    public void A_note_is_written_below_the_selected_step_moved_with_it_and_deleted_with_it_each_in_one_step()
    {
        var studio = Open(OrgChart.Empty);
        studio.Select("ask");
        var step = studio.Step!.Box;
        studio.AddNote();
        var note = studio.Note!;
        Assert.Equal((step.X, true), (note.At.X, note.At.Y >= step.Bottom));
        Assert.Null(studio.Step);

        studio.Run(new PutNote(null, note with { Text = "why" }));
        studio.Move(new Dictionary<string, DiagramPoint> { ["ask"] = new(400, 400) }, new Dictionary<string, DiagramPoint> { [note.Id] = new(320, 480) });
        Assert.Equal((new DiagramPoint(400, 400), new DiagramPoint(320, 480)), (studio.View.Find("ask")!.Box.Centre, studio.View.Notes[0].At));
        studio.Undo();
        Assert.Equal(note.At, studio.View.Notes[0].At);

        studio.Select("ask", note.Id, "ghost");
        Assert.Equal(2, studio.Selected.Count);
        studio.Delete();
        Assert.Empty(studio.View.Notes);
        Assert.Null(studio.View.Find("ask"));
        studio.Undo();
        Assert.Equal("why", Assert.Single(studio.View.Notes).Text);
        Assert.NotNull(studio.View.Find("ask"));
    }

    private static OrgChart Holding(string role) => new([new OrgUnit("C", "C", OrgTier.County, null)], [new Actor("ann", "Ann", [new RoleGrant(role, "C")])]);

    private static StudioSurroundings Surroundings(OrgChart organisation) => new(ImmutableDictionary<string, FormDefinition>.Empty, [], [], [], organisation);

    private StudioSession Open(OrgChart organisation) => new(Files, Surroundings(organisation), CultureInfo.GetCultureInfo("en"), () => $"n{++_ids}");
}
