using Workflows.Core.Forms;

namespace Workflows.Core.Tests.Forms;

/// <summary>The forms that ship with the product can be read.</summary>
public sealed class ShippedFormsTests
{
    /// <summary>Every form file below <c>workflows/</c>, as a path from there.</summary>
    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Root, "*.json", SearchOption.AllDirectories)
        .Where(file => Path.GetFileName(Path.GetDirectoryName(file)) == "forms")
        .Select(file => Path.GetRelativePath(Root, file))
        .Order(StringComparer.Ordinal)];

    private static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder!.FullName, "Workflow.sln")))
            {
                folder = folder.Parent;
            }

            return Path.Combine(folder.FullName, "workflows");
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_shipped_form_has_no_faults(string file)
    {
        var reading = FormDefinitionReader.Read(Path.GetFileNameWithoutExtension(file), 1, File.ReadAllText(Path.Combine(Root, file)));

        Assert.Empty(reading.Faults);
        Assert.NotNull(reading.Form);
    }
}
