using Host.Definitions;

namespace Host.Tests.Pages;

public sealed class FileComparisonTests
{
    [Fact]
    public void Tells_what_became_of_each_file_changed_ones_first()
    {
        var before = new Dictionary<string, string> { ["a.json"] = "same", ["b.json"] = "1", ["gone.json"] = "x" };
        var after = new Dictionary<string, string> { ["a.json"] = "same", ["b.json"] = "2", ["new.json"] = "y" };

        var changes = FileComparison.Compare(before, after);

        Assert.Equal(
            [("b.json", FileChangeKind.Changed), ("gone.json", FileChangeKind.Removed), ("new.json", FileChangeKind.Added), ("a.json", FileChangeKind.Same)],
            changes.Select(c => (c.Path, c.Kind)));
    }

    [Fact]
    public void A_changed_line_is_one_removed_and_one_added_among_its_neighbours()
    {
        var change = Changed("one\ntwo\nthree", "one\n2\nthree");

        Assert.Equal([" one", "-two", "+2", " three"], change.Lines.Select(l => $"{l.Sign}{l.Text}"));
        Assert.Equal((1, 1), (change.Added, change.Removed));
    }

    [Fact]
    public void An_inserted_block_does_not_make_the_rest_look_changed()
    {
        var change = Changed("a\nb\nc\nd", "a\nx\ny\nb\nc\nd");

        Assert.Equal((2, 0), (change.Added, change.Removed));
    }

    [Fact]
    public void What_is_far_from_any_change_is_left_out()
    {
        var lines = Enumerable.Range(0, 100).Select(i => $"line {i}").ToList();
        var before = string.Join('\n', lines);
        lines[50] = "changed";

        var change = Changed(before, string.Join('\n', lines));

        Assert.Equal('…', change.Lines[0].Sign);
        Assert.Equal('…', change.Lines[^1].Sign);
        Assert.Equal(10, change.Lines.Count);
    }

    [Fact]
    public void Applying_the_difference_gives_the_later_text()
    {
        var before = string.Join('\n', Enumerable.Range(0, 12).Select(i => i % 3));
        var after = string.Join('\n', Enumerable.Range(0, 12).Select(i => i % 4));

        var change = Changed(before, after);

        Assert.DoesNotContain(change.Lines, l => l.Sign == '…');
        Assert.Equal(after, string.Join('\n', change.Lines.Where(l => l.Sign is ' ' or '+').Select(l => l.Text)));
        Assert.Equal(before, string.Join('\n', change.Lines.Where(l => l.Sign is ' ' or '-').Select(l => l.Text)));
    }

    [Fact]
    public void Line_ends_alone_are_a_change_without_lines()
    {
        var change = Changed("a\r\nb", "a\nb");

        Assert.Equal((0, 0), (change.Added, change.Removed));
    }

    private static FileChange Changed(string before, string after) =>
        Assert.Single(FileComparison.Compare(new Dictionary<string, string> { ["f"] = before }, new Dictionary<string, string> { ["f"] = after }));
}
