using Host.Shell;
using Microsoft.AspNetCore.Components;
using Workflows.Core;
using Workflows.Core.Instances;
using Workflows.Runtime.Mails;

namespace Host.Decide;

/// <summary>The page behind a decision link.</summary>
public sealed partial class DecidePage
{
    private DecideView _view = new(DecidePhase.Unknown);
    private Refusal? _refusal;
    private bool _isTyped;

    /// <summary>The secret of the link.</summary>
    [Parameter]
    public string Secret { get; set; } = "";

    [SupplyParameterFromForm(FormName = "decide")]
    private DecideForm Model { get; set; } = null!;

    [CascadingParameter]
    private HttpContext Http { get; set; } = null!;

    [Inject]
    private DecideDesk Desk { get; set; } = null!;

    [Inject]
    private DecideNonce Nonce { get; set; } = null!;

    [Inject]
    private MailDecisions Decisions { get; set; } = null!;

    [Inject]
    private NavigationManager Navigator { get; set; } = null!;

    private string? SignedIn => Http.User.Identity is { IsAuthenticated: true, Name: { } name } ? name : null;

    private LocalizedText Title => _view.Phase switch
    {
        DecidePhase.SignIn => new("请先登录", "Sign in first"),
        DecidePhase.OtherPerson => new("这封邮件不是发给您的", "This mail was not sent to you"),
        DecidePhase.NotInOffice => new("账号已停用", "The account is not active"),
        DecidePhase.Expired => new("邮件已过期", "The mail has expired"),
        DecidePhase.NotYours => new("此任务已不由您办理", "This task is not yours any more"),
        _ => new("链接无效", "The link is not valid"),
    };

    private LocalizedText Explanation => _view.Phase switch
    {
        DecidePhase.SignIn => new($"此任务须由 {_view.For!.Name} 本人登录后办理。", $"Only {_view.For!.Name} can decide this task, signed in."),
        DecidePhase.OtherPerson => new("邮件被转发不会转移办理权。如需由您办理，请收件人在系统中转办或委派给您。", "A forwarded mail hands nothing over. If you are to decide, its receiver can transfer or delegate the task to you."),
        DecidePhase.NotInOffice => MailRefusals.NotInOffice.Message,
        DecidePhase.Expired => MailRefusals.Expired.Message,
        DecidePhase.NotYours => new("任务已转办、释放或由他人认领。请登录系统查看。", "It was handed over, released or taken by somebody else. Sign in to see where it stands."),
        _ => new("地址不完整，或邮件已失效。请从邮件中重新打开，或登录系统办理。", "The address is incomplete, or the mail is void. Open it from the mail again, or sign in."),
    };

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _isTyped = Model is not null;
        Model ??= new DecideForm();
        Http.Response.Headers["Referrer-Policy"] = "no-referrer"; // the address is a secret
        Http.Response.Headers["X-Robots-Tag"] = "noindex";
        await LookAsync();
        if (_view.Phase == DecidePhase.Unknown)
        {
            Http.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }

    private async Task LookAsync() => _view = await Desk.OpenAsync(Secret, SignedIn, Http.RequestAborted);

    private async Task DecideAsync()
    {
        if (_view.Phase != DecidePhase.Ask)
        {
            return;
        }

        _refusal = await TryDecideAsync(_view.Key!);
        if (_refusal is null)
        {
            Navigator.NavigateTo($"/decide/{Secret}");
            return;
        }

        await LookAsync();
    }

    private async Task<Refusal?> TryDecideAsync(DecisionKey key)
    {
        if (Nonce.Read(key, Model.Nonce) is not { } shown)
        {
            return TooOld;
        }

        if (shown != _view.Revision && _view.Changes.Length > 0)
        {
            return Changed;
        }

        if (string.IsNullOrEmpty(Model.Outcome))
        {
            return NothingChosen;
        }

        var comment = string.IsNullOrWhiteSpace(Model.Comment) ? null : Model.Comment.Trim();
        var source = new DecisionSource(DecisionChannel.MailLink, key.MailId) { SignedIn = SignedIn is not null };
        return (await Decisions.DecideAsync(key, Model.Outcome, comment, source, Http.RequestAborted)).Refusal;
    }

    private static Refusal TooOld { get; } = new("mail.page-too-old", new LocalizedText(
        "页面打开时间过长。请核对内容后再次提交，您填写的内容还在。", "The page was open for too long. Look at it again and submit once more; what you typed is still here."));

    private static Refusal Changed { get; } = new("mail.changed-meanwhile", new LocalizedText(
        "您查看期间工单有新的变化（见上方），请核对后再次提交。", "The ticket has changed while you were reading (see above). Look at it and submit once more."));

    private static Refusal NothingChosen { get; } = new("mail.nothing-chosen", new LocalizedText(
        "请先选择一个结论。", "Choose a decision first."));

    /// <summary>What the form sends.</summary>
    private sealed class DecideForm
    {
        /// <summary>Name of the outcome.</summary>
        public string? Outcome { get; set; }

        /// <summary>What is written beside it.</summary>
        public string? Comment { get; set; }

        /// <summary>From the page that was shown.</summary>
        public string? Nonce { get; set; }
    }
}
