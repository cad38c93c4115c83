using Host.Shell;
using Host.Shell.Parts;
using Host.Tasks;
using Microsoft.AspNetCore.Components;
using Workflows.Runtime.Copies;
using Workflows.Runtime.Live;
using Workflows.Runtime.Queries;

namespace Host.Inbox;

/// <summary>抄送: what others wanted the reader to know of.</summary>
public sealed partial class CopiesPage : LiveComponent
{
    private const int PageSize = 50;
    private Page<CopyItem> _page = new([], 0);
    private int _skip;

    [Inject]
    private ICopies Copies { get; set; } = null!;

    [Inject]
    private CurrentPerson Me { get; set; } = null!;

    [Inject]
    private Naming Names { get; set; } = null!;

    /// <inheritdoc/>
    protected override bool Concerns(Change change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return change.Topic == "instance";
    }

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        await Me;
        _page = await Copies.ListAsync(Me.Actor, _skip, PageSize, cancellationToken);
    }

    private Task ReadAsync(CopyItem copy) => copy.ReadAt is null ? Copies.MarkReadAsync(Me.Actor, copy.InstanceId, Clock.GetUtcNow(), Gone) : Task.CompletedTask;

    private Task TurnAsync(int skip)
    {
        _skip = skip;
        return ReloadAsync();
    }
}
