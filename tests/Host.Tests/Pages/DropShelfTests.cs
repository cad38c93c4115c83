using Host.Imports;

namespace Host.Tests.Pages;

public sealed class DropShelfTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("shelf").FullName;

    [Fact]
    public void Lists_folders_with_data_and_zips_newest_first()
    {
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(_root, "november")).FullName, "areas.csv"), "area_no\n");
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(_root, "empty")).FullName, "readme.txt"), "no data");
        File.WriteAllText(Path.Combine(_root, "october.zip"), "PK");
        File.SetLastWriteTimeUtc(Path.Combine(_root, "october.zip"), DateTime.UtcNow.AddDays(-1));

        var drops = new DropShelf(_root).List();

        Assert.Equal(["november", "october.zip"], drops.Select(d => d.Name));
        Assert.Equal((1, 8L), (drops[0].Files, drops[0].Bytes));
        Assert.True(drops[1].IsZip);
    }

    [Theory]
    [InlineData("..")]
    [InlineData("../secret.zip")]
    [InlineData("/etc")]
    [InlineData("november/../../secret.zip")]
    [InlineData("unknown.zip")]
    public void Finds_only_what_lies_there(string name)
    {
        File.WriteAllText(Path.Combine(_root, "october.zip"), "PK");

        Assert.Null(new DropShelf(_root).Find(name));
        Assert.Equal(Path.Combine(_root, "october.zip"), new DropShelf(_root).Find("october.zip"));
    }

    [Fact]
    public void A_link_out_of_the_shelf_is_not_a_drop()
    {
        var outside = Directory.CreateTempSubdirectory("outside").FullName;
        File.WriteAllText(Path.Combine(outside, "areas.csv"), "area_no\n");
        Directory.CreateSymbolicLink(Path.Combine(_root, "linked"), outside);

        Assert.Empty(new DropShelf(_root).List());
        Directory.Delete(outside, recursive: true);
    }

    [Fact]
    public void A_shelf_that_was_never_made_is_empty() => Assert.Empty(new DropShelf(Path.Combine(_root, "none")).List());

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
