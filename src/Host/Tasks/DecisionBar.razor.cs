using Host.Shell;
using Microsoft.AspNetCore.Components;
using Radzen;
using Workflows.Core.Instances;

namespace Host.Tasks;

/// <summary>The buttons of a task.</summary>
public sealed partial class DecisionBar : IDisposable
{
    private ElementReference _comment;
    private TaskOutcome? _asking;
    private TaskWork? _subscribed;
    private Guid _taskId;
    private string? _sent;
    private bool _commenting;
    private bool _transferring;
    private bool _focus;
    private TaskVerb? _verb;
    private string? _told;

    /// <summary>The work that the buttons belong to.</summary>
    [Parameter, EditorRequired]
    public required TaskWork Work { get; set; }

    /// <summary>An outcome was chosen and is to be sent.</summary>
    [Parameter, EditorRequired]
    public EventCallback<TaskOutcome> Chosen { get; set; }

    /// <summary>认领 is wanted.</summary>
    [Parameter, EditorRequired]
    public EventCallback Claimed { get; set; }

    /// <summary>释放 is wanted.</summary>
    [Parameter, EditorRequired]
    public EventCallback Released { get; set; }

    /// <summary>转办 is wanted.</summary>
    [Parameter, EditorRequired]
    public EventCallback<Transfer> Transferred { get; set; }

    /// <summary>A verb was chosen and its questions answered.</summary>
    [Parameter, EditorRequired]
    public EventCallback<VerbRequest> VerbGiven { get; set; }

    /// <summary>A delegated task is to go back, with an opinion from the delegate.</summary>
    [Parameter, EditorRequired]
    public EventCallback<string?> Resolved { get; set; }

    [Inject]
    private Localizer L { get; set; } = null!;

    [Inject]
    private CurrentPerson Me { get; set; } = null!;

    [Inject]
    private Naming Names { get; set; } = null!;

    private HumanTask Task => Work.Detail!.Task;

    private bool MayAct => Work.Detail!.MayAct;

    private string Saved => (Work.Drafts.HasFailed, Work.Drafts.SavedAt) switch
    {
        (true, _) => L["草稿暂时没有保存成功，内容还在页面上，稍后会自动重试。", "The draft could not be saved just now; it is still on the page and will be tried again."],
        (_, { } at) when Work.IsRestored => L[$"已恢复您 {Instants.Text(at)} 保存的草稿", $"Your draft of {Instants.Text(at)} is back"],
        (_, { } at) => L[$"已保存 {Instants.Text(at)[^5..]}", $"Saved {Instants.Text(at)[^5..]}"],
        _ => "",
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_subscribed is not null)
        {
            _subscribed.Drafts.Changed -= Redraw;
        }
    }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (!ReferenceEquals(_subscribed, Work))
        {
            Dispose();
            _subscribed = Work;
            Work.Drafts.Changed += Redraw;
        }

        if (_taskId != Task.Id)
        {
            (_taskId, _asking, _transferring, _commenting, _verb, _told) = (Task.Id, null, false, Work.Comment.Length > 0, null, null);
        }
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_focus)
        {
            _focus = false;
            await _comment.FocusAsync();
        }
    }

    private static ButtonStyle StyleOf(TaskOutcome outcome) => outcome.Intent switch
    {
        "danger" => ButtonStyle.Danger,
        "neutral" => ButtonStyle.Light,
        _ => ButtonStyle.Primary,
    };

    private string Question(TaskOutcome outcome) => outcome.CommentRequired
        ? L[$"“{outcome.Label.Zh}”的原因（必填，会记入痕迹）", $"Reason for “{outcome.Label.En}” (required; kept in the trail)"]
        : L[$"确定“{outcome.Label.Zh}”吗？可以写明原因（会记入痕迹）", $"Really “{outcome.Label.En}”? You may give the reason (kept in the trail)"];

    /// <summary>What can be taken back by nobody, or needs a reason, is asked for once; the rest happens at once.</summary>
    private async Task ChooseAsync(TaskOutcome outcome)
    {
        if (outcome.CommentRequired || outcome.Intent == "danger")
        {
            (_asking, _transferring, _verb, _focus) = (outcome, false, null, true);
            return;
        }

        await SendAsync(outcome);
    }

    private async Task SendAsync(TaskOutcome outcome)
    {
        _sent = outcome.Name;
        await Chosen.InvokeAsync(outcome);
        _sent = null;
        _asking = Work.Refusal is { Fields.IsDefaultOrEmpty: false } ? null : _asking;
    }

    private void Ask(TaskVerb verb) => (_verb, _transferring, _told) = (verb, false, null);

    private async Task GiveAsync(VerbRequest request)
    {
        await VerbGiven.InvokeAsync(request);
        if (Work.Refusal is null)
        {
            (_verb, _told) = (null, L[$"已{VerbTexts.Name(request.Verb).Zh}", $"Done: {VerbTexts.Name(request.Verb).En}"]);
        }
    }

    private void CommentAsync() => (_commenting, _focus) = (true, true);

    private async Task TransferAsync(Transfer transfer)
    {
        await Transferred.InvokeAsync(transfer);
        _transferring = Work.Refusal is not null;
    }

    private void Redraw() => _ = InvokeAsync(StateHasChanged);
}
