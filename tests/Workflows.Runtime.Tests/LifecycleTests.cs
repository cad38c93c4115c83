using System.Text.RegularExpressions;
using Workflows.Core.Instances;
using Workflows.Runtime.Outbox;

namespace Workflows.Runtime.Tests;

/// <summary>The drawings in docs/lifecycle.md show the states that the code has.</summary>
public sealed partial class LifecycleTests
{
    [Theory]
    [InlineData("A task of a person", typeof(HumanTaskState))]
    [InlineData("A seat in a round", typeof(SeatState))]
    [InlineData("A wish in the outbox", typeof(OutboxState))]
    public void A_drawing_shows_every_state_of_its_enum_and_no_other(string heading, Type states)
    {
        var section = File.ReadAllText(Document()).Split("\n## ").Single(s => s.StartsWith(heading, StringComparison.Ordinal));
        var drawing = section.Split("```")[1];

        var drawn = Arrow().Matches(drawing).SelectMany(m => new[] { m.Groups[1].Value, m.Groups[2].Value }).Where(s => s != "[*]").Distinct().Order();

        Assert.Equal(Enum.GetNames(states).Order(), drawn);
    }

    private static string Document()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "docs", "lifecycle.md");
            if (File.Exists(file))
            {
                return file;
            }
        }

        throw new FileNotFoundException("docs/lifecycle.md is not above the tests.");
    }

    [GeneratedRegex(@"^\s*(\S+) --> ([^:\s]+)", RegexOptions.Multiline)]
    private static partial Regex Arrow();
}
