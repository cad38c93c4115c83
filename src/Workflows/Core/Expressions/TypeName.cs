namespace Workflows.Core.Expressions;

/// <summary>Reads the names that Elsa's files give types: short ones (<c>Int32</c>), and the .NET names of older files (<c>System.Int32, System.Private.CoreLib</c>).</summary>
internal static class TypeName
{
    private static readonly string[] Lists = ["ICollection", "IEnumerable", "IList", "List", "HashSet", "Array"];

    /// <summary>The short name, and whether it means a list.</summary>
    public static (string Name, bool IsList) Read(string name)
    {
        var plain = WithoutNamespace(name.Split(',', '`', '<')[0].Trim());
        return plain.EndsWith("[]", StringComparison.Ordinal) || Lists.Contains(plain)
            ? (plain.TrimEnd('[', ']'), true)
            : (Alias(plain), false);
    }

    private static string WithoutNamespace(string name) => name.StartsWith("System.", StringComparison.Ordinal) ? name[(name.LastIndexOf('.') + 1)..] : name;

    private static string Alias(string name) => name switch
    {
        "Dictionary" or "IDictionary" or "ExpandoObject" => "ObjectDictionary",
        _ => name,
    };
}
