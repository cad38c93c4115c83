using Host.Shell;
using Host.Shell.Parts;
using Host.Tasks;
using Microsoft.AspNetCore.Components;
using Workflows.Runtime.Live;
using Workflows.Runtime.Queries;
using Workflows.Runtime.Retention;

namespace Host.Tickets;

/// <summary>Tickets that were stored away in archive files.</summary>
public sealed partial class StoredTicketsPage : LiveComponent
{
    private const int PageSize = 50;
    private Page<StoredInstance> _page = new([], 0);
    private int _skip;
    private string? _read;

    /// <summary>Part of number, title or subject; <see langword="null"/> = all.</summary>
    [SupplyParameterFromQuery(Name = "q")]
    public string? Search { get; set; }

    [Inject]
    private IArchive Archive { get; set; } = null!;

    [Inject]
    private CurrentPerson Me { get; set; } = null!;

    [Inject]
    private Naming Names { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    /// <inheritdoc/>
    protected override bool Concerns(Change change) => false; // what is stored does not change while one looks

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (Loaded && _read != Search)
        {
            _skip = 0;
            await ReloadAsync();
        }
    }

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        await Me;
        _read = Search;
        _page = await Archive.ListAsync(Me.Actor, Search, _skip, PageSize, cancellationToken);
    }

    private Task TurnAsync(int skip)
    {
        _skip = skip;
        return ReloadAsync();
    }
}
