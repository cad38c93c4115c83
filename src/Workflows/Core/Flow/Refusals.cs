using System.Text.RegularExpressions;
using Workflows.Core.Organisation;

namespace Workflows.Core.Flow;

/// <summary>Makes refusals.</summary>
internal static partial class Refusals
{
    public static Refusal Of(string code, string zh, string en) => new(code, new LocalizedText(zh, en));

    /// <summary>
    /// A person in the words of a rule. Rules know people by id only; <see cref="WithNames"/> puts the name there. The id stands between
    /// Unicode's isolates (U+2068, U+2069), which are made to surround a name in a sentence and show as nothing.
    /// </summary>
    public static string Person(string id) => $"\u2068{id}\u2069";

    /// <summary>Calls the people of a refusal by name; whom the organisation does not know keeps the id.</summary>
    public static Refusal WithNames(this Refusal refusal, OrgChart organisation)
    {
        return refusal with { Message = new LocalizedText(Name(refusal.Message.Zh), Name(refusal.Message.En)) };

        string Name(string text) => PersonIds().Replace(text, m => organisation.Person(m.Groups[1].Value)?.Name ?? m.Groups[1].Value);
    }

    [GeneratedRegex("\u2068([^\u2069]*)\u2069")]
    private static partial Regex PersonIds();
}
