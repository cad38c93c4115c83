using System.Xml.Linq;

namespace Solution.Tests;

/// <summary>The arrows between the projects of <c>src</c>: who may name whom, and what must never be seen from where.</summary>
internal static class ProjectArrows
{
    private const string AspNetCore = "Microsoft.AspNetCore.App";

    private static readonly Dictionary<string, Room> Rooms = new(StringComparer.Ordinal)
    {
        ["Workflows.Core"] = new([], ["Microsoft.EntityFrameworkCore", "Npgsql", "Microsoft.AspNetCore", "Microsoft.Extensions", "Radzen", "MailKit", "DuckDB"]),
        ["Workflows.Runtime"] = new(["Workflows.Core"], ["Microsoft.EntityFrameworkCore", "Npgsql", "Microsoft.AspNetCore", "Radzen", "MailKit", "DuckDB"]),
        ["Workflows.Storage"] = new(["Workflows.Core", "Workflows.Runtime", "Workflows.Inspection"], [AspNetCore, "Microsoft.AspNetCore.Components", "Radzen", "MailKit"]),
        ["Workflows.Mail"] = new(["Workflows.Core", "Workflows.Runtime"], ["Microsoft.EntityFrameworkCore", "Npgsql", "Microsoft.AspNetCore", "Radzen", "DuckDB"]),
        ["Workflows.Inspection"] = new(["Workflows.Core", "Workflows.Runtime"], ["Microsoft.EntityFrameworkCore", "Npgsql", "Microsoft.AspNetCore", "Radzen", "MailKit"]),
        ["Designer.Editing"] = new(["Workflows.Core"], ["Microsoft.AspNetCore", "Radzen", "Microsoft.EntityFrameworkCore"]),
        ["Designer.Forms"] = new(["Workflows.Core"], ["Microsoft.EntityFrameworkCore", "MailKit", "DuckDB"]),
        ["Designer.Studio"] = new(["Workflows.Core", "Designer.Editing", "Designer.Forms"], ["Microsoft.EntityFrameworkCore", "MailKit", "DuckDB"]),
        ["Host"] = new(null, []),
    };

    /// <summary>Every arrow of the projects below a folder that should not be there, as a sentence; empty when all is well.</summary>
    public static IReadOnlyList<string> Violations(string src) =>
        [.. Directory.EnumerateFiles(src, "*.csproj", SearchOption.AllDirectories).Order(StringComparer.Ordinal).SelectMany(Check)];

    private static IEnumerable<string> Check(string file)
    {
        var project = Path.GetFileNameWithoutExtension(file);
        if (!Rooms.TryGetValue(project, out var room))
        {
            yield return $"{project} is not in the table of rooms; a new project needs a decision record and a line there.";
            yield break;
        }

        var root = XDocument.Load(file).Root!;
        var sdk = root.Attribute("Sdk")?.Value ?? "";
        var isProgram = sdk.EndsWith(".Web", StringComparison.Ordinal);
        if (!isProgram && root.Descendants("DisableTransitiveProjectReferences").SingleOrDefault()?.Value != "true")
        {
            yield return $"{project} sees through its references: DisableTransitiveProjectReferences is missing.";
        }

        if (isProgram && room.MayReference is not null)
        {
            yield return $"{project} is a library but uses the SDK of a web program.";
        }

        foreach (var reference in Names(root, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/'))))
        {
            if (room.MayReference is { } allowed && !allowed.Contains(reference))
            {
                yield return $"{project} must not reference {reference}.";
            }
        }

        foreach (var package in Names(root, "PackageReference").Concat(Names(root, "FrameworkReference")))
        {
            if (room.NeverSees.FirstOrDefault(never => package == never || package.StartsWith(never + ".", StringComparison.Ordinal)) is { } never)
            {
                yield return $"{project} must never see {never}, but references {package}.";
            }
        }
    }

    private static IEnumerable<string> Names(XElement root, string element) =>
        root.Descendants(element).Select(e => e.Attribute("Include")?.Value).OfType<string>();

    /// <param name="MayReference">Projects it may name; <see langword="null"/> = all.</param>
    /// <param name="NeverSees">Packages and frameworks, each with everything whose name starts with it and a dot.</param>
    private sealed record Room(string[]? MayReference, string[] NeverSees);
}
