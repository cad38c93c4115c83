using Microsoft.AspNetCore.Components.Routing;
using Workflows.Core;
using Workflows.Runtime.Live;
using Workflows.Runtime.Mails;
using Workflows.Runtime.Queries;

namespace Host.Mail;

/// <summary>Every mail that left, waits or could not leave, and the way to send it again.</summary>
public sealed partial class MailPage
{
    private MailQuery _query = MailQuery.Default;
    private Page<OutgoingMail> _page = new([], 0);
    private OutgoingMail? _open;
    private Refusal? _refusal;

    private IEnumerable<(OutgoingMailState? State, string Text)> States =>
    [
        (null, L["全部", "All"]),
        (OutgoingMailState.Sent, L["已发出", "Sent"]),
        (OutgoingMailState.Waiting, L["等待重试", "Waiting"]),
        (OutgoingMailState.Held, L["等待汇总", "For the digest"]),
        (OutgoingMailState.Parked, L["已搁置", "Parked"]),
        (OutgoingMailState.Dropped, L["未发送", "Not sent"]),
    ];

    /// <inheritdoc/>
    protected override bool Concerns(Change change) => change.Topic == "mail";

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        _query = MailQuery.Parse(Navigation.Uri);
        if (RendererInfo.IsInteractive)
        {
            Navigation.LocationChanged += OnLocationChanged;
        }
    }

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        await Me;
        _page = await Log.ListAsync(Me.Actor, _query.ToFilter(), cancellationToken);
        _open = _query.Open is { } id ? await Log.FindAsync(Me.Actor, id, cancellationToken) : null;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        Navigation.LocationChanged -= OnLocationChanged;
        base.Dispose(disposing);
    }

    private void Go(MailQuery query) => Navigation.NavigateTo(query.ToUri());

    private async Task RetryAsync(OutgoingMail mail)
    {
        _refusal = await Desk.SendAgainAsync(Me.Actor, mail.Id, Gone);
        await ReloadAsync();
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs change)
    {
        if (new Uri(change.Location).AbsolutePath == "/mail")
        {
            _query = MailQuery.Parse(change.Location);
            _ = InvokeAsync(() =>
            {
                L.Apply();
                return ReloadAsync();
            });
        }
    }
}
