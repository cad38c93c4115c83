using System.Collections.Immutable;

namespace Workflows.Storage.Schema;

/// <summary>One migration as the SQL that EF Core wrote for it when it was made (<c>migrations.sh</c>).</summary>
/// <param name="Id">As in EF Core's table of applied migrations: time and name. They apply in the order of their ids.</param>
/// <param name="Sql">Statements without a transaction of their own.</param>
internal sealed record MigrationScript(string Id, string Sql)
{
    private const string Extension = ".sql";

    /// <summary>All migrations of one database, oldest first.</summary>
    /// <param name="database">Name of its folder in this room.</param>
    public static ImmutableArray<MigrationScript> Of(string database)
    {
        var assembly = typeof(MigrationScript).Assembly;
        var prefix = database + "/";
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(n => n.StartsWith(prefix, StringComparison.Ordinal) && n.EndsWith(Extension, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(n => new MigrationScript(n[prefix.Length..^Extension.Length], Read(n))),
        ];

        string Read(string name)
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            return reader.ReadToEnd();
        }
    }
}
