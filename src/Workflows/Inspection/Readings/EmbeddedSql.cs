using System.Reflection;

namespace Workflows.Inspection.Readings;

/// <summary>SQL scripts that ship inside the assembly.</summary>
internal static class EmbeddedSql
{
    /// <summary>The text of a script.</summary>
    /// <param name="name">Path below the project (<c>Readings/Balance.sql</c>).</param>
    public static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The script {name} is not in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
