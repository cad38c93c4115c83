using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Workflows.Core.Forms;

/// <summary>The circumstances that a form is filled in under: those of one task.</summary>
/// <param name="InitialData">The task's data: what fields start with, and what expressions see as <c>context</c>.</param>
/// <param name="ReadOnlyFields">Keys of fields, sections and tables that are read-only in this step. Keys the form does not have are ignored.</param>
/// <param name="HiddenFields">Keys of those that are hidden in this step.</param>
/// <param name="Now">The instant of judging; its offset is the organisation's local time.</param>
public sealed record FormStep(JsonObject InitialData, ImmutableArray<string> ReadOnlyFields, ImmutableArray<string> HiddenFields, DateTimeOffset Now)
{
    /// <summary>Nothing is known, hidden or read-only.</summary>
    public static FormStep Blank(DateTimeOffset now) => new([], [], [], now);
}
