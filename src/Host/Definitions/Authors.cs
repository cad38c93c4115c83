using Host.Shell;
using Workflows.Runtime.People;

namespace Host.Definitions;

/// <summary>Names of people and machines that made a version.</summary>
public static class Authors
{
    /// <summary>The name behind a person id or <c>system:…</c>.</summary>
    public static string NameOf(string author, IPeople people, Localizer l)
    {
        ArgumentNullException.ThrowIfNull(author);
        ArgumentNullException.ThrowIfNull(people);
        ArgumentNullException.ThrowIfNull(l);
        return author.StartsWith("system:", StringComparison.Ordinal) ? l["系统（启动时载入）", "System (at start)"] : people.Find(author)?.Name ?? author;
    }
}
