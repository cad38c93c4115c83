using Host.Shell;
using Host.Shell.Parts;
using Host.Tasks;
using Microsoft.AspNetCore.Components;
using Workflows.Runtime.Live;
using Workflows.Runtime.Queries;

namespace Host.Tickets;

/// <summary>The tickets of the reader's units.</summary>
public sealed partial class TicketsPage : LiveComponent
{
    private TicketAddress _address = new();
    private Page<InstanceItem> _page = new([], 0);
    private TicketAddress? _read;

    /// <summary>Which state.</summary>
    [SupplyParameterFromQuery(Name = "state")]
    public string? State { get; set; }

    /// <summary>Which unit.</summary>
    [SupplyParameterFromQuery(Name = "unit")]
    public string? Unit { get; set; }

    /// <summary>What is searched for.</summary>
    [SupplyParameterFromQuery(Name = "q")]
    public string? Search { get; set; }

    /// <summary>Rows before this page.</summary>
    [SupplyParameterFromQuery(Name = "from")]
    public int? From { get; set; }

    [Inject]
    private IInstanceQueries Queries { get; set; } = null!;

    [Inject]
    private CurrentPerson Me { get; set; } = null!;

    [Inject]
    private Naming Names { get; set; } = null!;

    [Inject]
    private NavigationManager Navigator { get; set; } = null!;

    /// <inheritdoc/>
    protected override bool Concerns(Change change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return change.Topic == "instance";
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        _address = TicketAddress.From(State, Unit, Search, From);
        if (Loaded && _read != _address)
        {
            await ReloadAsync();
        }
    }

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        await Me;
        var address = _address;
        _page = await Queries.InstancesAsync(Me.Actor, address.Filter(Clock.GetUtcNow()), cancellationToken);
        _read = address;
    }

    private void Go(TicketAddress address) => Navigator.NavigateTo(address.Href);
}
