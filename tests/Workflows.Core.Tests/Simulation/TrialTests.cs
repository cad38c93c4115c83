using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Core.Definitions;
using Workflows.Core.Forms;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Core.Simulation;
using Workflows.Core.Tests.Support;
using static Workflows.Core.Tests.Support.Draw;

namespace Workflows.Core.Tests.Simulation;

public sealed class TrialTests
{
    private const string ScenarioFile = "scenarios/overdue-is-escalated.json";

    private static readonly ImmutableArray<Actor> People =
    [
        new("prefecture", "市公司专责", [new(Roles.PrefectureOfficer, "42090")]),
        new("county-1", "县公司专责", [new(Roles.CountyOfficer, "4209001")]),
    ];

    [Fact]
    public void A_move_taken_back_was_never_made_and_made_again_leads_to_the_same()
    {
        var trial = Ticket();
        Assert.Equal("IssueTicket", Assert.Single(trial.Instance.Tasks).Name);
        var before = State(trial);

        Assert.Null(Issue(trial));
        var after = State(trial);
        Assert.Equal("CountyAnalysis", Assert.Single(trial.Instance.Tasks).Name);
        Assert.Equal(1, trial.Moves);

        Assert.True(trial.Undo());
        Assert.Equal(before, State(trial));
        Assert.Equal(0, trial.Moves);
        Assert.False(trial.Undo());

        Assert.Null(Issue(trial));
        Assert.Equal(after, State(trial));
    }

    [Fact]
    public void A_refused_move_is_none()
    {
        var trial = Ticket();
        var before = State(trial);
        var task = trial.Instance.Tasks[0];
        var stranger = People[1];
        Assert.NotNull(trial.Do(id => new CompleteTask(id, trial.Id, stranger, task.Id, "Issue", [], null)));
        Assert.Equal(before, State(trial));
        Assert.Equal(0, trial.Moves);
    }

    [Fact]
    public void The_clock_goes_from_timer_to_timer_and_mails_are_only_noted()
    {
        var trial = Ticket();
        var due = trial.Instance.Tasks[0].DueAt;
        Assert.Equal("task-new", Assert.Single(trial.Host.Mails).Mail.Template);

        Assert.Null(trial.Advance());
        Assert.True(trial.Host.Now < due);
        Assert.Equal("task-due-soon", trial.Host.Mails[^1].Mail.Template);
        Assert.Null(trial.Advance());
        Assert.Equal(due, trial.Host.Now);
        Assert.Equal("task-overdue", trial.Host.Mails[^1].Mail.Template);
        Assert.Equal("trial.nothing-due", trial.Advance()?.Code);
        Assert.Equal(2, trial.Moves);

        trial.Undo();
        Assert.Equal(2, trial.Host.Mails.Count);
    }

    [Fact]
    public void Work_of_the_outside_world_waits_for_the_one_who_tries()
    {
        var package = Graph([Activity("t", "Elsa.RunTask", ("taskName", Literal("check"))), Line("after")], ["t -> after"]);
        var trial = Trial.Begin([package], new VirtualWorld(), [], Actor.System("test"));
        var work = Assert.Single(trial.Host.Work);
        Assert.Empty(trial.Host.Lines);

        Assert.Null(trial.FailWork(work, "no answer"));
        Assert.Equal(InstanceSubStatus.Faulted, trial.Instance.SubStatus);
        trial.Undo();
        Assert.Null(trial.CompleteWork(Assert.Single(trial.Host.Work), true));
        Assert.Equal(["after"], trial.Host.Lines);
    }

    [Fact]
    public void Instances_that_start_each_other_for_ever_are_stopped()
    {
        var call = Activity("again", "Elsa.DispatchWorkflow", ("workflowDefinitionId", Literal("endless")));
        var source = Definition(Flowchart("f", [call], []));
        source["definitionId"] = "endless";
        var package = WorkflowPackageReader.OfDefinition(WorkflowDefinitionReader.Read(source));
        var trial = Trial.Begin([package], new VirtualWorld(), [], Actor.System("test"));
        Assert.Contains("10000", Assert.Single(trial.Host.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Samples_leave_nothing_required_but_what_cannot_be_guessed()
    {
        foreach (var folder in WorkflowFolders.All)
        {
            foreach (var form in WorkflowPackageReader.Read(WorkflowFolders.Files(folder)).Forms.Values)
            {
                var state = FormState.Create(form, FormStep.Blank(new VirtualWorld().Now));
                SampleAnswers.Fill(state);
                var left = state.Problems.Where(p => p.Code == "required").Select(p => p.Path);
                Assert.All(left, path => Assert.True(At(form, path) is ChoiceField { Source: not null } or TextField { Pattern: not null }, path));
                Assert.Empty(state.StructuralProblems);
            }
        }
    }

    private static FormField At(FormDefinition form, string path)
    {
        var (key, column) = (path.Split('[')[0], path.Split('.')[^1]);
        var field = form.AllFields.First(f => f.Key == key);
        return field is TableField table ? table.Columns.First(c => c.Key == column) : field;
    }

    private static Trial Ticket()
    {
        var files = WorkflowFolders.Files("inspection-ticket");
        var scenario = Scenario.Read(files[ScenarioFile], ScenarioFile);
        var world = scenario.World with { People = People, Organisation = new OrgChart(scenario.World.Organisation.Units, People) };
        return Trial.Begin([WorkflowPackageReader.Read(files)], world, (JsonObject)scenario.Source["start"]!["input"]!.DeepClone(), People[0]);
    }

    private static Refusal? Issue(Trial trial)
    {
        var task = trial.Instance.Tasks[0];
        var form = FormState.Create(trial.Host.PackageOf(trial.Id).Forms[task.FormKey!], new FormStep(task.Data, task.ReadOnlyFields, task.HiddenFields, trial.Host.Now));
        SampleAnswers.Fill(form);
        return trial.Do(id => new CompleteTask(id, trial.Id, People[0], task.Id, "Issue", form.Data(), null));
    }

    private static string State(Trial trial) => System.Text.Encoding.UTF8.GetString(InstanceSerializer.Write(trial.Instance)) + trial.Host.Now + trial.Host.Mails.Count + trial.Host.History.Count;
}
