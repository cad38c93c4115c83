using System.Collections.Immutable;
using Designer.Forms;
using Designer.Forms.Evidence;
using Host.Shell;
using Host.Shell.Parts;
using Host.Tickets;
using Microsoft.AspNetCore.Components;
using Workflows.Core.Forms;
using Workflows.Core.Instances;
using Workflows.Inspection.Evidence;
using Workflows.Runtime.Live;

namespace Host.Tasks;

/// <summary>One task, to be decided: on a page of its own or beside the inbox.</summary>
public sealed partial class TaskPanel : LiveComponent, IAsyncDisposable
{
    private FormView? _form;
    private IFormDataSource? _sources;
    private IEvidenceUploader? _evidence;
    private ImmutableArray<Submission> _handedIn = [];
    private IReadOnlyList<EvidenceFile> _files = [];
    private SuspicionFacts? _facts;
    private Guid _shown;

    /// <summary>The task.</summary>
    [Parameter, EditorRequired]
    public Guid TaskId { get; set; }

    /// <summary>Whether it stands on a page of its own.</summary>
    [Parameter]
    public bool IsPage { get; set; }

    /// <summary>Where to go on after it is done.</summary>
    [Parameter]
    public string? NextHref { get; set; }

    [Inject]
    private TaskWork Work { get; set; } = null!;

    [Inject]
    private FormSources Sources { get; set; } = null!;

    [Inject]
    private IEvidenceStore Store { get; set; } = null!;

    [Inject]
    private CurrentPerson Me { get; set; } = null!;

    [Inject]
    private Naming Names { get; set; } = null!;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (Loaded && _shown != TaskId)
        {
            await ReloadAsync();
        }
    }

    /// <inheritdoc/>
    protected override bool Concerns(Change change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return change.Topic == "instance" && change.InstanceId == Work.Detail?.Task.InstanceId;
    }

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        await Me;
        if (_shown == TaskId)
        {
            await Work.RefreshAsync(Me.Actor, cancellationToken);
            return;
        }

        _shown = TaskId;
        _sources = Sources.For(Me.Actor);
        _evidence = new EvidenceUploader(Store, Me, TaskId);
        await Work.LoadAsync(Me.Actor, TaskId, cancellationToken);
        await ReadWhatWasHandedInAsync(cancellationToken);
        _facts = Work.Instance is { } instance ? SuspicionFacts.Of(instance.Instance.Input) : null;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Dispose();
        await Work.Drafts.DisposeAsync();
    }

    /// <summary>What holds of the steps before, with the photos that were handed in with it: who reviews must see what is reviewed.</summary>
    private async Task ReadWhatWasHandedInAsync(CancellationToken cancellationToken)
    {
        _handedIn = Work.Instance is { } instance ? Submission.Latest(Submission.All(instance.Tasks.Where(t => t.Id != TaskId), Work.Package)) : [];
        var files = Work.Instance is { } ticket && !_handedIn.IsEmpty ? await Store.OfInstanceAsync(Me.Actor, ticket.Item.InstanceId, cancellationToken) : [];
        _files = [.. files.Where(f => _handedIn.Any(s => s.Holds(f.Id)))];
    }

    /// <summary>Shows what hinders the outcome before it is sent; the engine judges again what is sent.</summary>
    private async Task CompleteAsync(TaskOutcome outcome)
    {
        if (_form is null || _form.Judge(outcome.SkipsValidation))
        {
            await Work.CompleteAsync(Me.Actor, outcome, Names, Gone);
        }
    }

    private Task ClaimAsync() => Work.ClaimAsync(Me.Actor, Gone);

    private Task ReleaseAsync() => Work.ReleaseAsync(Me.Actor, Gone);

    private Task TransferAsync(Transfer transfer) => Work.TransferAsync(Me.Actor, transfer.ToPersonId, transfer.Reason, Gone);

    private Task GiveAsync(VerbRequest request) => Work.GiveAsync(Me.Actor, request, Gone);

    private Task ResolveAsync(string? opinion) => Work.ResolveAsync(Me.Actor, opinion, Gone);

    private Task RemoveSignerAsync(int seat) => Work.RemoveSignerAsync(Me.Actor, seat, Gone);

    private Task TakeBackAsync() => Work.TakeBackAsync(Me.Actor, Gone);
}
