using TestSupport;
using TestSupport.Hosting;

namespace Host.Tests.Commands;

/// <summary>The command line as a person meets it: exit codes, one clear line of error, nothing but what was asked for on standard output.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("host-commands-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("--help")]
    [InlineData("serve", "--help")]
    [InlineData("import", "--help")]
    [InlineData("screen", "--help")]
    [InlineData("check", "--help")]
    [InlineData("run", "--help")]
    [InlineData("simulate", "--help")]
    [InlineData("selfcheck", "--help")]
    [InlineData("export", "--help")]
    [InlineData("archive", "show", "--help")]
    public async Task Every_command_explains_itself(params string[] arguments)
    {
        var run = await HostProgram.RunAsync(arguments);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Usage:", run.Output, StringComparison.Ordinal);
        Assert.Empty(run.Errors);
    }

    [Theory]
    [InlineData("'--nonsense'", "--nonsense")]
    [InlineData("'--nonsense'", "run", "x.json", "--nonsense")]
    [InlineData("'--out' is required", "screen", "--drop", "somewhere")]
    [InlineData("--budget must be a whole number", "screen", "--drop", "a", "--out", "b", "--budget", "0")]
    [InlineData("missing for command: 'check'", "check")]
    [InlineData("--head must be a day and a head", "selfcheck", "--head", "2026-11-23:5f0c")]
    public async Task A_wrong_call_gets_one_line_and_code_2(string expected, params string[] arguments)
    {
        var run = await HostProgram.RunAsync(arguments);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(expected, OnlyLine(run.Errors), StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Theory]
    [InlineData("no file 'nowhere.json'", "run", "nowhere.json")]
    [InlineData("no file 'nowhere.json'", "check", "nowhere.json")]
    [InlineData("nowhere", "screen", "--drop", "nowhere", "--out", "out.csv")]
    [InlineData("nowhere", "simulate", "nowhere")]
    [InlineData("no database at SQLite /tmp/no-such-data-folder", "selfcheck", "--data", "/tmp/no-such-data-folder")]
    [InlineData("no archive folder '/tmp/no-such-data-folder/archive'", "archive", "verify", "--data", "/tmp/no-such-data-folder")]
    [InlineData("no database at", "export", "x", "--out", "y", "--data", "/tmp/no-such-data-folder")]
    public async Task What_cannot_be_done_gets_one_line_and_code_1(string expected, params string[] arguments)
    {
        var run = await HostProgram.RunAsync(arguments);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(expected, OnlyLine(run.Errors), StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task Run_prints_the_lines_written_and_nothing_else()
    {
        var file = await WriteAsync("hello.json", Sequence("""
            { "id": "a", "type": "Elsa.WriteLine", "version": 1, "text": { "typeName": "String", "expression": { "type": "Literal", "value": "第一行" } } },
            { "id": "b", "type": "Elsa.WriteLine", "version": 1, "text": { "typeName": "String", "expression": { "type": "JavaScript", "value": "'hello ' + getInput('Name')" } } }
            """));
        var run = await HostProgram.RunAsync(["run", file, "--input", "{\"Name\":\"world\"}"]);
        Assert.Equal("第一行\nhello world\n", run.Output);
        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
    }

    [Fact]
    public async Task Run_with_journal_prints_one_json_line_per_event()
    {
        var file = await WriteAsync("hello.json", Sequence("""
            { "id": "a", "type": "Elsa.WriteLine", "version": 1, "text": { "typeName": "String", "expression": { "type": "Literal", "value": "x" } } }
            """));
        var run = await HostProgram.RunAsync(["run", file, "--journal"]);
        var events = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => System.Text.Json.Nodes.JsonNode.Parse(l)!).ToList();
        Assert.Contains(events, e => e["activityType"]!.GetValue<string>() == "Elsa.WriteLine" && e["eventName"]!.GetValue<string>() == "Completed");
        Assert.Equal(Enumerable.Range(0, events.Count), events.Select(e => e["sequence"]!.GetValue<int>()));
    }

    [Theory]
    [InlineData("{bad", "--input is not valid JSON")]
    [InlineData("[1]", "--input must be a JSON object")]
    public async Task Bad_input_is_named(string input, string expected)
    {
        var file = await WriteAsync("hello.json", Sequence(""));
        var run = await HostProgram.RunAsync(["run", file, "--input", input]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(expected, OnlyLine(run.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_faults_says_where()
    {
        var file = await WriteAsync("fault.json", Sequence("""
            { "id": "boom", "type": "Elsa.WriteLine", "version": 1, "text": { "typeName": "String", "expression": { "type": "JavaScript", "value": "while (true) {}" } } }
            """));
        var run = await HostProgram.RunAsync(["run", file]);
        Assert.Equal(3, run.ExitCode);
        Assert.Contains("boom", OnlyLine(run.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_passes_the_shipped_workflows()
    {
        var run = await HostProgram.RunAsync(["check", RepositoryRoot.Combine("workflows")]);
        Assert.True(run.ExitCode == 0, run.Output + run.Errors);
    }

    [Fact]
    public async Task Check_names_file_and_place_of_a_syntax_error()
    {
        var file = await WriteAsync("broken.json", "{\n  \"definitionId\": \"x\",\n  \"root\": {,\n}");
        var run = await HostProgram.RunAsync(["check", file]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("broken.json(3)", run.Output, StringComparison.Ordinal);
        Assert.Contains("1 error(s)", OnlyLine(run.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_reads_a_form_alone()
    {
        var file = await WriteAsync("form.json", """{ "title": "T", "fields": [ { "key": "a", "kind": "text", "label": "A", "requierd": true } ] }""");
        var run = await HostProgram.RunAsync(["check", file]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("requierd", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Simulate_holds_the_shipped_scenarios()
    {
        var run = await HostProgram.RunAsync(["simulate", RepositoryRoot.Combine("workflows")]);
        Assert.True(run.ExitCode == 0, run.Output + run.Errors);
        Assert.All(run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.StartsWith("ok ", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Screen_refuses_a_folder_that_is_no_drop_and_writes_nothing()
    {
        var output = Path.Combine(_folder, "out.csv");
        var run = await HostProgram.RunAsync(["screen", "--drop", Directory.CreateDirectory(Path.Combine(_folder, "empty")).FullName, "--out", output]);
        Assert.Equal(1, run.ExitCode);
        OnlyLine(run.Errors);
        Assert.False(File.Exists(output));
    }

    private static string OnlyLine(string errors) => Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));

    private static string Sequence(string activities) => $$"""
        { "definitionId": "t", "name": "t", "version": 1, "variables": [], "inputs": [ { "name": "Name", "type": "String" } ],
          "root": { "id": "s", "type": "Elsa.Sequence", "version": 1, "activities": [ {{activities}} ] } }
        """;

    private async Task<string> WriteAsync(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        await File.WriteAllTextAsync(path, text);
        return path;
    }
}
