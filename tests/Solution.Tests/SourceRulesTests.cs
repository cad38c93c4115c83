using System.Text.RegularExpressions;
using TestSupport;

namespace Solution.Tests;

/// <summary>What no reviewer should have to look for. Each pattern is first shown to bite, then applied to the tree.</summary>
public sealed partial class SourceRulesTests
{
    [Fact]
    public void Nothing_is_left_for_later() =>
        Assert.Empty(Find(Unfinished(), "// TO" + "DO: mend", ".cs", ".razor", ".js", ".ts", ".css", ".sh"));

    [Fact]
    public void No_test_is_switched_off() =>
        Assert.Empty(Find(SwitchedOff(), "[Fact(Sk" + "ip = \"later\")]", ".cs").Where(InTests).ToList());

    [Fact]
    public void No_error_is_swallowed_without_a_word() =>
        Assert.Empty(Find(EmptyCatch(), "catch (Exception) {" + " }", ".cs", ".razor"));

    [Fact]
    public void No_test_waits_by_the_clock() =>
        Assert.Empty(Find(WaitsByClock(), "await Task.De" + "lay(100);", ".cs").Where(line => InTests(line) && !InBenchmarks(line)).ToList());

    [Fact]
    public void No_path_of_one_machine_is_written_down() =>
        Assert.Empty(Find(MachinePath(), "var folder = \"/ho" + "me/ada/data\";", ".cs", ".razor", ".json", ".md", ".sh", ".csproj", ".props", ".yml"));

    [Fact]
    public void Lock_files_name_no_registry() =>
        Assert.Empty(Find(DownloadAddress(), "\"resolved\": \"http" + "s://registry.example/x.tgz\"", "package-lock.json", "packages.lock.json"));

    [Fact]
    public void Every_room_with_code_has_tests_that_mirror_it()
    {
        var tests = SourceTree.Files(".Tests.csproj").Select(path => Path.GetFileNameWithoutExtension(path)).ToHashSet(StringComparer.Ordinal);
        var untested =
            from path in SourceTree.Files(".csproj")
            where path.StartsWith("src/", StringComparison.Ordinal)
            let project = Path.GetFileNameWithoutExtension(path)
            let hasCode = SourceTree.Files(".cs", ".razor").Any(file => file.StartsWith(Path.GetDirectoryName(path) + "/", StringComparison.Ordinal))
            where hasCode && !tests.Contains(project + ".Tests")
            select project;

        Assert.Empty(untested);
    }

    [Fact]
    public void Every_test_project_is_in_the_solution()
    {
        var solution = File.ReadAllText(RepositoryRoot.Combine("Workflow.sln")).Replace('\\', '/');

        Assert.Empty(SourceTree.Files(".csproj").Where(path => !solution.Contains(path, StringComparison.Ordinal)).ToList());
    }

    private static bool InTests(string line) => line.StartsWith("tests/", StringComparison.Ordinal);

    /// <summary>A benchmark plays people, who pause.</summary>
    private static bool InBenchmarks(string line) => line.StartsWith("tests/Benchmarks/", StringComparison.Ordinal);

    private static IEnumerable<string> Find(Regex pattern, string example, params string[] endings)
    {
        Assert.Matches(pattern, example);
        return SourceTree.Lines(SourceTree.Files(endings), pattern);
    }

    [GeneratedRegex(@"\b(TO[D]O|FI[X]ME|HA[C]K)\b|NotImplemented[E]xception")]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"\bSkip\s*=\s*""")]
    private static partial Regex SwitchedOff();

    [GeneratedRegex(@"catch\s*(\([^)]*\))?\s*\{\s*\}")]
    private static partial Regex EmptyCatch();

    [GeneratedRegex(@"Task\.Delay\(|Thread\.Sleep\(")]
    private static partial Regex WaitsByClock();

    [GeneratedRegex(@"(^|[^a-zA-Z0-9.])/(home|root|work|Users)/[a-z]")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"""resolved""\s*:\s*""http")]
    private static partial Regex DownloadAddress();
}
