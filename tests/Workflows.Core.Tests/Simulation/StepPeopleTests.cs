using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Core.Checks;
using Workflows.Core.Definitions;
using Workflows.Core.Organisation;
using Workflows.Core.Simulation;
using static Workflows.Core.Tests.Support.Draw;

namespace Workflows.Core.Tests.Simulation;

/// <summary>Who would get a step now, and what is told when that is nobody.</summary>
public sealed class StepPeopleTests
{
    private static readonly OrgChart Organisation = new(
        [new("P", "市公司", OrgTier.Prefecture, null), new("C1", "甲县", OrgTier.County, "P"), new("C2", "乙县", OrgTier.County, "P"), new("S1", "一所", OrgTier.Station, "C1"), new("S2", "二所", OrgTier.Station, "C2")],
        [Person("chief", "prefecture-officer@P"), Person("ann", "county-officer@C1"), Person("bob", "county-officer@C1"), Person("eve", "station-inspector@S1"), Person("max", "station-inspector@S2")]);

    [Theory]
    [InlineData("""{ "role": "county-officer" }""", "eve", "ann bob")]
    [InlineData("""{ "role": "county-officer", "unit": "C1" }""", "eve", "ann bob")]
    [InlineData("""{ "role": "county-officer", "unit": { "type": "JavaScript", "value": "org.county(starter.unit)" } }""", "eve", "ann bob")]
    [InlineData("""{ "role": "county-officer", "unit": { "type": "JavaScript", "value": "org.county(starter.unit)" } }""", "max", "")]
    [InlineData("""{ "role": "prefecture-officer", "unit": { "type": "JavaScript", "value": "org.parent(org.parent(starter.unit))" } }""", "max", "chief")]
    [InlineData("""{ "person": "chief" }""", "eve", "chief")]
    [InlineData("""{ "person": { "type": "JavaScript", "value": "starter.id" } }""", "eve", "eve")]
    [InlineData("""{ "person": "gone" }""", "eve", "")]
    public void A_step_is_given_to_those_whom_its_entry_names_now(string entry, string starter, string people)
    {
        var now = Now(Asked("ClosedLoop.UserTask", ("candidates", entry)), starter);

        Assert.Equal(people, Ids(now));
        Assert.Equal(people.Length == 0, now.IsStuck);
    }

    [Fact]
    public void An_expression_over_what_an_earlier_step_keeps_is_answered_for_an_assumed_value()
    {
        var step = Asked(
            "ClosedLoop.UserTask",
            ("candidates", """{ "role": "station-inspector", "unit": { "type": "JavaScript", "value": "variables.Analysis.station" } }"""),
            ("assignee", """{ "typeName": "String", "expression": { "type": "JavaScript", "value": "variables.Analysis.inspector" } }"""),
            ("excluded", """{ "typeName": "Object", "expression": { "type": "JavaScript", "value": "[variables.Seen && variables.Seen.id]" } }"""));
        var (definition, node) = Read(step);
        var who = new StepPeople(definition, node);

        Assert.Equal("Analysis.station:unit Analysis.inspector:person", string.Join(' ', who.Assumed.Select(a => $"{a.Path}:{(a.IsUnit ? "unit" : "person")}")));
        Assert.False(who.AsksForStarter);
        Assert.Equal("max", Ids(who.Of(Organisation, null, new Dictionary<string, string> { ["Analysis.station"] = "S2" })));
        Assert.Equal("eve", Ids(who.Of(Organisation, null, new Dictionary<string, string> { ["Analysis.station"] = "S2", ["Analysis.inspector"] = "eve" })));
        Assert.Contains("unit of the candidates", who.Of(Organisation, null).Failure!.En);
    }

    [Fact]
    public void Who_starts_does_not_approve_and_the_fallback_steps_in_when_nobody_is_left()
    {
        var own = Asked("ClosedLoop.Approval", ("approvers", """[{ "role": "prefecture-officer", "each": true }]"""));
        var fallback = Asked("ClosedLoop.Approval", ("approvers", """[{ "role": "prefecture-officer", "each": true }]"""), ("onEmpty", "\"Fallback\""), ("fallback", """[{ "role": "county-officer" }]"""));
        var passes = Asked("ClosedLoop.Approval", ("approvers", """[{ "role": "prefecture-officer", "each": true }]"""), ("onEmpty", "\"Approve\""));

        Assert.Equal("chief", Ids(Now(own, "eve")));
        Assert.Equal((true, "nobody is left to approve: fill the roles that are asked, then retry"), (Now(own, "chief").IsStuck, Now(own, "chief").Failure!.En));
        Assert.Equal("ann bob", Ids(Now(fallback, "chief")));
        Assert.Equal((false, ""), (Now(passes, "chief").IsStuck, Ids(Now(passes, "chief"))));
    }

    [Fact]
    public void All_must_approve_is_stuck_with_one_seat_empty_any_is_not()
    {
        const string Approvers = """[{ "role": "county-officer", "unit": "C1" }, { "role": "county-officer", "unit": "C2" }]""";

        Assert.True(Now(Asked("ClosedLoop.Approval", ("approvers", Approvers)), "eve").IsStuck);
        Assert.False(Now(Asked("ClosedLoop.Approval", ("approvers", Approvers), ("mode", "\"Any\"")), "eve").IsStuck);
    }

    [Fact]
    public void What_else_a_step_asks_for_is_not_in_the_way()
    {
        var step = Asked("ClosedLoop.UserTask", ("candidates", """[{ "role": "county-officer" }]"""), ("formKey", "\"missing\""), ("due", """{ "type": "JavaScript", "value": "variables.No.due" }"""), ("mailOnCreate", "\"missing\""));

        Assert.Equal("ann bob", Ids(Now(step, "eve")));
    }

    [Theory]
    [InlineData("""[{ "role": "county-officer" }]""", "")]
    [InlineData("""[{ "role": "auditor" }]""", "people.role-unheld: 'Step' has nobody to do it: nobody holds the role 'AUDITOR' at present. Give it to somebody under Organisation, or name another role")]
    [InlineData("""[{ "role": "auditor" }, { "role": "county-officer" }]""", "people.role-unheld: 'Step' has nobody to do it: nobody holds the role 'AUDITOR' at present. Give it to somebody under Organisation, or name another role")]
    [InlineData("""[{ "person": "gone" }]""", "people.unknown: 'Step' has nobody to do it: there is no active person with the sign-in name 'gone'. Name somebody who is there, or a role")]
    [InlineData("""[{ "role": "county-officer", "unit": "C2" }]""", "people.nobody: 'Step' has nobody to do it: nobody else holds the role 'COUNTY-OFFICER' in 乙县. Give it to somebody under Organisation, or name another role or unit")]
    [InlineData("""[{ "role": "county-officer", "unit": { "type": "JavaScript", "value": "org.county(starter.unit)" } }]""", "people.nobody-for: 'Step' has nobody to do it: when max · 二所 starts it, nobody else holds the role 'COUNTY-OFFICER' in 乙县. Give it to somebody under Organisation, or name another role or unit")]
    [InlineData("""[{ "role": "county-officer", "unit": { "type": "JavaScript", "value": "variables.Analysis.station" } }]""", "")]
    public void A_step_that_nobody_could_do_now_is_warned_of_with_why(string candidates, string expected)
    {
        var (definition, _) = Read(Asked("ClosedLoop.UserTask", ("candidates", candidates)));
        var problems = new PeopleChecks(Organisation, role => LocalizedText.Same(role.ToUpperInvariant())).Of(definition, "workflow.json");

        Assert.Equal(expected, string.Join('\n', problems.Select(p => $"{p.Code}: {p.Message.En}")));
        Assert.All(problems, p => Assert.Equal((ProblemSeverity.Warning, "step"), (p.Severity, p.ActivityId)));
    }

    [Fact]
    public void A_task_for_its_starter_has_always_somebody()
    {
        var (definition, _) = Read(Asked("ClosedLoop.UserTask", ("assignee", """{ "typeName": "String", "expression": { "type": "JavaScript", "value": "starter.id" } }""")));

        Assert.Empty(new PeopleChecks(Organisation, LocalizedText.Same).Of(definition, "workflow.json"));
    }

    [Fact]
    public void What_was_found_of_one_choice_is_not_told_of_another()
    {
        var checks = new PeopleChecks(Organisation, LocalizedText.Same);
        string Codes(string candidates) => string.Join(' ', checks.Of(Read(Asked("ClosedLoop.UserTask", ("candidates", candidates))).Definition, "workflow.json").Select(p => p.Code));

        Assert.Equal("people.role-unheld", Codes("""[{ "role": "auditor" }]"""));
        Assert.Equal("", Codes("""[{ "role": "county-officer" }]"""));
        Assert.Equal("people.role-unheld", Codes("""[{ "role": "auditor" }]"""));
    }

    private static Actor Person(string id, string grant) => new(id, id, [new RoleGrant(grant.Split('@')[0], grant.Split('@')[1])]);

    private static JsonObject Asked(string type, params (string Name, string Json)[] members)
    {
        var step = Activity("step", type, [("title", "Step"), .. members.Select(m => (m.Name, JsonNode.Parse(m.Json)))]);
        if (step["candidates"] is JsonObject one)
        {
            step["candidates"] = new JsonArray(one.DeepClone());
        }

        return step;
    }

    private static (WorkflowDefinition Definition, ActivityNode Step) Read(JsonObject step)
    {
        var file = Definition(Sequence("s", step.DeepClone().AsObject()), Variable("Analysis"), Variable("Seen"));
        file["customProperties"] = new JsonObject { ["closedLoop"] = new JsonObject { ["startedBy"] = new JsonArray("station-inspector") } };
        var definition = WorkflowDefinitionReader.Read(file);
        return (definition, definition.Find("step")!);
    }

    private static PeopleNow Now(JsonObject step, string starter)
    {
        var (definition, node) = Read(step);
        return new StepPeople(definition, node).Of(Organisation, Organisation.Person(starter));
    }

    private static string Ids(PeopleNow now) => string.Join(' ', now.People.Select(p => p.PersonId));
}
