using Host.Shell;
using Host.Shell.Parts;
using Host.Tasks;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Workflows.Core;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Runtime.Instances;
using Workflows.Runtime.Live;
using Workflows.Runtime.People;
using Workflows.Runtime.Queries;

namespace Host.Tickets;

/// <summary>One ticket with everything an auditor asks for, on one page that can be printed.</summary>
public sealed partial class TicketPage : LiveComponent, IAsyncDisposable
{
    private IJSObjectReference? _script;
    private IJSObjectReference? _paper;
    private TicketView? _view;
    private Refusal? _refusal;
    private Guid _read;
    private bool _running;

    /// <summary>The ticket.</summary>
    [Parameter]
    public Guid InstanceId { get; set; }

    [Inject]
    private TicketSources Sources { get; set; } = null!;

    [Inject]
    private ICommandRunner Runner { get; set; } = null!;

    [Inject]
    private CurrentPerson Me { get; set; } = null!;

    [Inject]
    private IJSRuntime Script { get; set; } = null!;

    [Inject]
    private Naming Names { get; set; } = null!;

    [Inject]
    private IPeople People { get; set; } = null!;

    /// <inheritdoc/>
    protected override bool Concerns(Change change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return (change.Topic == "instance" && change.InstanceId == InstanceId) || change.Topic == "mail";
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (Loaded && _read != InstanceId)
        {
            _refusal = null;
            await ReloadAsync();
        }
    }

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        await Me;
        _read = InstanceId;
        _view = await TicketView.ReadAsync(Sources, Me.Actor, InstanceId, cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _script = await Script.InvokeAsync<IJSObjectReference>("import", "./Tickets/TicketPage.razor.js");
            _paper = await _script.InvokeAsync<IJSObjectReference>("attach");
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Dispose();
        try
        {
            if (_paper is not null)
            {
                await _paper.InvokeVoidAsync("dispose");
                await _paper.DisposeAsync();
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

    private async Task PrintAsync()
    {
        if (_script is not null)
        {
            await _script.InvokeVoidAsync("print");
        }
    }

    private Task RetryAsync(Incident incident) => RunAsync(new RetryIncident(Guid.CreateVersion7(), InstanceId, Me.Actor, incident.Id));

    private Task CancelAsync(string reason) => RunAsync(new CancelInstance(Guid.CreateVersion7(), InstanceId, Me.Actor, reason));

    private async Task RunAsync(InstanceCommand command)
    {
        if (_running)
        {
            return;
        }

        _running = true;
        try
        {
            _refusal = (await Runner.RunAsync(command, Gone)).Refusal;
            await ReloadAsync();
        }
        finally
        {
            _running = false;
        }
    }
}
