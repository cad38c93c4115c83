using TestSupport;

namespace Solution.Tests;

public sealed class ProjectArrowsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("arrows-");

    [Fact]
    public void Every_project_names_only_what_it_may() =>
        Assert.Empty(ProjectArrows.Violations(RepositoryRoot.Combine("src")));

    [Theory]
    [InlineData("Workflows.Core", """<ProjectReference Include="..\Runtime\Workflows.Runtime.csproj" />""", "Workflows.Core must not reference Workflows.Runtime.")]
    [InlineData("Workflows.Mail", """<PackageReference Include="Microsoft.EntityFrameworkCore.Sqlite" />""", "Workflows.Mail must never see Microsoft.EntityFrameworkCore, but references Microsoft.EntityFrameworkCore.Sqlite.")]
    [InlineData("Workflows.Runtime", """<FrameworkReference Include="Microsoft.AspNetCore.App" />""", "Workflows.Runtime must never see Microsoft.AspNetCore, but references Microsoft.AspNetCore.App.")]
    [InlineData("Designer.Forms", """<ProjectReference Include="../../Workflows/Storage/Workflows.Storage.csproj" />""", "Designer.Forms must not reference Workflows.Storage.")]
    [InlineData("Workflows.Cluster", "", "Workflows.Cluster is not in the table of rooms; a new project needs a decision record and a line there.")]
    public void A_forbidden_arrow_is_told(string project, string item, string violation)
    {
        Write(project, $"<PropertyGroup><DisableTransitiveProjectReferences>true</DisableTransitiveProjectReferences></PropertyGroup><ItemGroup>{item}</ItemGroup>");

        Assert.Equal(violation, Assert.Single(ProjectArrows.Violations(_folder.FullName)));
    }

    [Fact]
    public void A_library_that_sees_through_its_references_is_told()
    {
        Write("Workflows.Mail", """<ItemGroup><ProjectReference Include="../Core/Workflows.Core.csproj" /></ItemGroup>""");

        Assert.Equal(
            "Workflows.Mail sees through its references: DisableTransitiveProjectReferences is missing.",
            Assert.Single(ProjectArrows.Violations(_folder.FullName)));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private void Write(string project, string content) =>
        File.WriteAllText(Path.Combine(_folder.FullName, project + ".csproj"), $"""<Project Sdk="Microsoft.NET.Sdk">{content}</Project>""");
}
