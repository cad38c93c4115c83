using System.Text.Json.Nodes;
using TestSupport.Hosting;

namespace Host.Tests.Commands;

/// <summary>Running a definition on the command line, with the outside world played and the outcome as one object.</summary>
public sealed class RunCommandTests : IDisposable
{
    private const string Approval = """
        { "definitionId": "approval", "name": "Approval",
          "variables": [ { "id": "v-r", "name": "Answer", "typeName": "Object" } ], "inputs": [ { "name": "Who", "type": "String" } ], "outputs": [ { "name": "Verdict", "type": "String" } ],
          "root": { "id": "flow", "type": "Elsa.Flowchart",
            "activities": [
              { "id": "ask", "type": "Elsa.RunTask", "taskName": { "expression": { "type": "Literal", "value": "decide" } }, "result": { "memoryReference": { "id": "v-r" } } },
              { "id": "paid", "type": "Elsa.Event", "eventName": { "expression": { "type": "Literal", "value": "paid" } } },
              { "id": "wait", "type": "Elsa.Delay", "timeSpan": { "expression": { "type": "Literal", "value": "00:00:01" } } },
              { "id": "say", "type": "Elsa.WriteLine", "text": { "expression": { "type": "JavaScript", "value": "getWho() + ': ' + getAnswer().verdict" } } },
              { "id": "out", "type": "Elsa.SetOutput", "outputName": { "expression": { "type": "Literal", "value": "Verdict" } }, "outputValue": { "expression": { "type": "JavaScript", "value": "getAnswer().verdict" } } } ],
            "connections": [
              { "source": { "activity": "ask", "port": "Done" }, "target": { "activity": "paid", "port": "In" } },
              { "source": { "activity": "paid", "port": "Done" }, "target": { "activity": "wait", "port": "In" } },
              { "source": { "activity": "wait", "port": "Done" }, "target": { "activity": "say", "port": "In" } },
              { "source": { "activity": "say", "port": "Done" }, "target": { "activity": "out", "port": "In" } } ] } }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("run-command-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_drive_plays_the_outside_world_and_the_result_comes_last()
    {
        var drive = Write("drive.json", """[ { "completeTask": "decide", "result": { "verdict": "ja" } }, { "event": "paid", "payload": 5 }, { "wait": "PT1S" } ]""");
        var run = await HostProgram.RunAsync(["run", Write("approval.json", Approval), "--input", """{ "Who": "Ann" }""", "--drive", drive, "--result"]);
        Assert.Equal(
            """
            Ann: ja
            {"status":"Finished","subStatus":"Finished","lines":["Ann: ja"],"completed":["ask","paid","wait","say","out"],"variables":{"Answer":{"verdict":"ja"}},"output":{"Verdict":"ja"}}

            """,
            run.Output);
        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
    }

    [Theory]
    [InlineData("""[ { "completeTask": "decide", "result": null }, { "event": "paid" } ]""", """["ask","paid"]""")]
    [InlineData("""[ { "completeTask": "decide" } ]""", """["ask"]""")]
    [InlineData("{ \"completeTask\": \"decide\" }\n{ \"event\": \"paid\" }", """["ask","paid"]""")]
    [InlineData("[]", "[]")]
    public async Task With_a_drive_time_passes_only_by_its_waits(string drive, string completed)
    {
        var result = Result(await HostProgram.RunAsync(["run", Write("approval.json", Approval), "--drive", Write("drive.json", drive), "--result"]));
        Assert.Equal(("Running", "Suspended", completed), ((string?)result["status"], (string?)result["subStatus"], result["completed"]!.ToJsonString()));
    }

    [Fact]
    public async Task Children_are_given_beside_it()
    {
        var parent = Write("parent.json", """
            { "definitionId": "parent", "root": { "id": "s", "type": "Elsa.Sequence", "activities": [
              { "id": "x", "type": "Elsa.ExecuteWorkflow", "workflowDefinitionId": { "expression": { "type": "Literal", "value": "double" } }, "input": { "expression": { "type": "Object", "value": "{\"N\": 4}" } }, "waitForCompletion": { "expression": { "type": "Literal", "value": true } } },
              { "id": "y", "type": "Greeting", "workflowDefinitionId": "greeting", "name1": { "expression": { "type": "JavaScript", "value": "getLastResult().Output.Twice" } } } ] } }
            """);
        var twice = Write("double.json", """
            { "definitionId": "double", "inputs": [ { "name": "N", "type": "Int32" } ], "outputs": [ { "name": "Twice", "type": "Int32" } ],
              "root": { "id": "o", "type": "Elsa.SetOutput", "outputName": { "expression": { "type": "Literal", "value": "Twice" } }, "outputValue": { "expression": { "type": "JavaScript", "value": "getN() * 2" } } } }
            """);
        var greeting = Write("greeting.json", """
            { "definitionId": "greeting", "name": "Greeting", "inputs": [ { "name": "Name1", "type": "String" } ],
              "root": { "id": "g", "type": "Elsa.WriteLine", "text": { "expression": { "type": "Liquid", "value": "hello {{ Input.Name1 }}" } } } }
            """);
        var run = await HostProgram.RunAsync(["run", parent, "--with", twice, greeting, "--result"]);
        Assert.Equal("hello 8", run.Output.Split('\n')[0]);
        Assert.Equal("""["x","g","y","s"]""", Result(run)["completed"]!.ToJsonString());
    }

    [Theory]
    [InlineData("""[ { "completeTask": "nobody" } ]""", "no task 'nobody' is waited for")]
    [InlineData("""[ { "completeTask": "decide" }, { "wait": "soon" } ]""", "'soon' is no span")]
    [InlineData("""[ { "dance": true } ]""", "unknown drive item")]
    [InlineData("""[ "completeTask" ]""", "every item of a drive is a JSON object")]
    [InlineData("[ { ]", "drive.json is not valid JSON at line 1")]
    public async Task A_drive_that_cannot_be_played_is_one_line_that_says_why(string drive, string expected)
    {
        var run = await HostProgram.RunAsync(["run", Write("approval.json", Approval), "--drive", Write("drive.json", drive)]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(expected, OnlyLine(run.Errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ \"definitionId\": \"x\",\n \"root\": ] }", "child.json")]
    [InlineData("{ \"name\": \"x\" }", "child.json: definitionId is missing")]
    public async Task A_child_that_cannot_be_read_is_named(string child, string expected)
    {
        var run = await HostProgram.RunAsync(["run", Write("approval.json", Approval), "--with", Write("child.json", child)]);
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains(expected, OnlyLine(run.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_definition_that_cannot_be_read_is_called_by_its_file()
    {
        var run = await HostProgram.RunAsync(["run", Write("broken.json", "{ \"definitionId\": \"x\",\n \"root\": ] }")]);
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains("broken.json(2,", OnlyLine(run.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_faults_has_its_result_and_says_where()
    {
        var file = Write("fault.json", """{ "definitionId": "f", "root": { "id": "boom", "type": "Elsa.Fault", "message": { "expression": { "type": "Literal", "value": "it broke" } } } }""");
        var run = await HostProgram.RunAsync(["run", file, "--result"]);
        Assert.Equal(3, run.ExitCode);
        Assert.Equal("Faulted", (string?)Result(run)["subStatus"]);
        Assert.Contains("Faulted at boom (Elsa.Fault): it broke", OnlyLine(run.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lists_of_definitions_are_taken_where_it_is_clear_which_one_is_meant()
    {
        const string child = """{ "definitionId": "child", "name": "Child", "root": { "id": "c", "type": "Elsa.WriteLine", "text": "from the child" } }""";
        var one = Write("one.json", """ [{ "definitionId": "p", "root": { "id": "x", "type": "Elsa.Workflows.Management.Activities.WorkflowDefinitionActivity.WorkflowDefinitionActivity", "workflowDefinitionId": "child" } }]""");
        var run = await HostProgram.RunAsync(["run", one, "--with", Write("list.json", $"[{child}, {child.Replace("child", "other", StringComparison.Ordinal)}]")]);
        Assert.Equal((0, "from the child\n"), (run.ExitCode, run.Output));

        var several = await HostProgram.RunAsync(["run", Write("several.json", $"[{child}, {child}]")]);
        Assert.Equal(1, several.ExitCode);
        Assert.Contains("holds 2 definitions", OnlyLine(several.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_without_a_root_is_no_success()
    {
        var run = await HostProgram.RunAsync(["run", Write("rootless.json", """{ "definitionId": "x" }""")]);
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains("rootless.json' has no root activity", OnlyLine(run.Errors), StringComparison.Ordinal);
    }

    private static JsonObject Result(HostRun run) => (JsonObject)JsonNode.Parse(run.Output.TrimEnd('\n').Split('\n')[^1])!;

    private static string OnlyLine(string errors) => Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
