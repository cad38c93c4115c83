using Microsoft.AspNetCore.WebUtilities;
using Workflows.Core.Instances;
using Workflows.Runtime.Queries;

namespace Host.Tickets;

/// <summary>What the list of tickets shows, as its address says it.</summary>
/// <param name="State">Running, ended, in trouble, or all.</param>
/// <param name="Unit">Only this unit and below.</param>
/// <param name="Search">What is searched for.</param>
/// <param name="Skip">Rows before the page shown.</param>
public sealed record TicketAddress(TicketState State = TicketState.Running, string? Unit = null, string? Search = null, int Skip = 0)
{
    /// <summary>Rows per page.</summary>
    public const int PageSize = 50;

    /// <summary>Reads it from the parts of an address. A search looks at all tickets unless a state is asked for: who types a number wants that ticket.</summary>
    public static TicketAddress From(string? state, string? unit, string? search, int? from)
    {
        var words = string.IsNullOrWhiteSpace(search) ? null : search.Trim();
        var known = Enum.TryParse<TicketState>(state, ignoreCase: true, out var asked) && Enum.IsDefined(asked);
        return new(known ? asked : words is null ? TicketState.Running : TicketState.All, string.IsNullOrWhiteSpace(unit) ? null : unit, words, Math.Max(0, from ?? 0));
    }

    /// <summary>The filter of the query, seen from now.</summary>
    public InstanceFilter Filter(DateTimeOffset now) => new(
        Status: State switch { TicketState.Running or TicketState.Overdue => InstanceStatus.Running, TicketState.Ended => InstanceStatus.Finished, _ => null },
        Unit: Unit,
        Search: Search,
        HasIncidents: State == TicketState.Trouble ? true : null,
        Skip: Skip,
        Take: PageSize,
        DueBefore: State == TicketState.Overdue ? now : null);

    /// <summary>The address.</summary>
    public string Href
    {
        get
        {
            var parts = new Dictionary<string, string?>();
            if (State != (Search is null ? TicketState.Running : TicketState.All))
            {
                parts["state"] = State.ToString().ToLowerInvariant();
            }

            if (Unit is not null)
            {
                parts["unit"] = Unit;
            }

            if (Search is not null)
            {
                parts["q"] = Search;
            }

            if (Skip > 0)
            {
                parts["from"] = Skip.ToString(System.Globalization.CultureInfo.InvariantCulture);
            }

            return QueryHelpers.AddQueryString("/tickets", parts);
        }
    }
}
