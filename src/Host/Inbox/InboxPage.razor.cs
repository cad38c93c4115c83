using Host.Shell;
using Host.Shell.Parts;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Workflows.Runtime.Copies;
using Workflows.Runtime.Live;
using Workflows.Runtime.Queries;

namespace Host.Inbox;

/// <summary>The tasks a person may do, soonest due first, with one of them open beside the list where there is room.</summary>
public sealed partial class InboxPage : LiveComponent, IAsyncDisposable
{
    private readonly InboxSelection _selection = new();
    private InboxAddress _address = new();
    private Page<TaskItem> _page = new([], 0);
    private readonly HashSet<Guid> _chosen = [];
    private InboxCounts? _counts;
    private int _copies;
    private bool _isWide;
    private string? _read;
    private IJSObjectReference? _script;
    private IJSObjectReference? _keys;

    /// <summary>The view.</summary>
    [SupplyParameterFromQuery(Name = "view")]
    public string? View { get; set; }

    /// <summary>What is searched for.</summary>
    [SupplyParameterFromQuery(Name = "q")]
    public string? Search { get; set; }

    /// <summary>Rows before this page.</summary>
    [SupplyParameterFromQuery(Name = "from")]
    public int? From { get; set; }

    /// <summary>The task open beside the list.</summary>
    [SupplyParameterFromQuery(Name = "task")]
    public Guid? TaskId { get; set; }

    [Inject]
    private IInstanceQueries Queries { get; set; } = null!;

    [Inject]
    private ICopies Copies { get; set; } = null!;

    [Inject]
    private CurrentPerson Me { get; set; } = null!;

    [Inject]
    private NavigationManager Navigator { get; set; } = null!;

    [Inject]
    private IJSRuntime Script { get; set; } = null!;

    /// <inheritdoc/>
    protected override bool Concerns(Change change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return change.Topic == "instance";
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        _address = InboxAddress.From(View, Search, From, TaskId);
        if (Loaded && _read != (_address with { TaskId = null }).Href)
        {
            await ReloadAsync();
        }

        _selection.Update(_address, _page.Items, _isWide);
    }

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        await Me;
        var address = _address;
        _counts = await Queries.InboxCountsAsync(Me.Actor, Clock.GetUtcNow(), cancellationToken);
        _copies = await Copies.CountUnreadAsync(Me.Actor, cancellationToken);
        _page = await Queries.InboxAsync(Me.Actor, address.Filter, cancellationToken);
        _read = (address with { TaskId = null }).Href;
        _selection.Update(_address, _page.Items, _isWide);
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _script = await Script.InvokeAsync<IJSObjectReference>("import", "./Inbox/InboxPage.razor.js");
            _keys = await _script.InvokeAsync<IJSObjectReference>("attach");
            _isWide = await _script.InvokeAsync<bool>("isWide");
            _selection.Update(_address, _page.Items, _isWide);
            StateHasChanged();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Dispose();
        try
        {
            if (_keys is not null)
            {
                await _keys.InvokeVoidAsync("dispose");
                await _keys.DisposeAsync();
            }

            if (_script is not null)
            {
                await _script.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            return; // The browser is gone, and its listeners with it.
        }
    }

    private string? NextHref => _selection.Next is { } next ? (_address with { TaskId = next }).Href : null;

    /// <summary>A view that most people never need is offered to those who do.</summary>
    private bool Offers(InboxView view) => view != InboxView.ForOthers || _counts?.ForOthers > 0 || _address.View == InboxView.ForOthers;

    private void Choose(Guid task, bool isChosen) => _ = isChosen ? _chosen.Add(task) : _chosen.Remove(task);

    private void SearchFor(string? search) => Go(_address.WithSearch(search));

    /// <summary>Enter has already told of the change; sending the form too would search for what stood there before.</summary>
    private static void StayHere()
    {
    }

    private void Go(InboxAddress address) => Navigator.NavigateTo(address.Href);
}
