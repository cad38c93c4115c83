namespace Workflows.Core.Flow;

/// <summary>Makes refusals.</summary>
internal static class Refusals
{
    public static Refusal Of(string code, string zh, string en) => new(code, new LocalizedText(zh, en));
}
