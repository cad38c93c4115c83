using Microsoft.AspNetCore.Components.Routing;
using Workflows.Core;
using Workflows.Runtime.Live;
using Workflows.Runtime.Mails;
using Workflows.Runtime.Queries;

namespace Host.Mail;

/// <summary>Mails that came in, the ones in quarantine first: what became of each, and why.</summary>
public sealed partial class IncomingPage
{
    private IncomingQuery _query = IncomingQuery.Default;
    private Page<IncomingMail> _page = new([], 0);
    private Refusal? _refusal;
    private bool _trying;
    private bool _works;

    /// <inheritdoc/>
    protected override bool Concerns(Change change) => change.Topic == "mail";

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        _query = IncomingQuery.Parse(Navigation.Uri);
        if (RendererInfo.IsInteractive)
        {
            Navigation.LocationChanged += OnLocationChanged;
        }
    }

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        await Me;
        _page = await Mails.ListAsync(Me.Actor, _query.ToFilter(), cancellationToken);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        Navigation.LocationChanged -= OnLocationChanged;
        base.Dispose(disposing);
    }

    private async Task TryAsync()
    {
        (_trying, _works) = (true, false);
        try
        {
            _refusal = await Room.TryMailboxAsync(Me.Actor, Gone);
            _works = _refusal is null;
        }
        finally
        {
            _trying = false;
        }
    }

    private async Task DismissAsync(IncomingMail mail)
    {
        _refusal = await Desk.DismissAsync(Me.Actor, mail.Id, Gone);
        await ReloadAsync();
    }

    private void Go(IncomingQuery query) => Navigation.NavigateTo(query.ToUri());

    private void OnLocationChanged(object? sender, LocationChangedEventArgs change)
    {
        if (new Uri(change.Location).AbsolutePath == "/mail/incoming")
        {
            _query = IncomingQuery.Parse(change.Location);
            _ = InvokeAsync(() =>
            {
                L.Apply();
                return ReloadAsync();
            });
        }
    }
}
