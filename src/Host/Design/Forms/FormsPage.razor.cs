using System.Text.RegularExpressions;
using Designer.Editing.Flows;
using Designer.Editing.Flows.Edits;
using Designer.Studio.Flows;
using Designer.Studio.Forms;
using Microsoft.AspNetCore.Components;
using Workflows.Core;
using Workflows.Core.Definitions;
using Workflows.Core.Forms;
using Workflows.Runtime.Design;
using Workflows.Runtime.Live;

namespace Host.Design.Forms;

/// <summary>The forms of a workflow's draft, and what they share; makes new ones, for a step when it comes from one.</summary>
public sealed partial class FormsPage
{
    private DesignDraft? _draft;
    private Refusal? _refusal;
    private string _folder = DesignFileKind.All[0].Folder;
    private string _zh = "";
    private string _en = "";
    private string _key = "";

    /// <summary>The workflow.</summary>
    [Parameter]
    public string DefinitionId { get; set; } = "";

    /// <summary>The step that a form is made for; <see langword="null"/> = none.</summary>
    [Parameter, SupplyParameterFromQuery(Name = "step")]
    public string? Step { get; set; }

    private LocalizedText? StepName => Step is null ? null : FlowView(_draft!)?.Reading.Activities.FirstOrDefault(a => a.Id == Step)?.Title;

    /// <inheritdoc/>
    protected override bool Concerns(Change change) => change is { Topic: "design" } && change.DefinitionId == DefinitionId;

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        await Me;
        _draft = await Desk.OpenAsync(DefinitionId, Me.Actor, cancellationToken);
    }

    private static FlowDocument? FlowView(DesignDraft draft)
    {
        try
        {
            return FlowDocument.Read(draft.Files[StudioSession.FlowFile]);
        }
        catch (DefinitionUnreadableException)
        {
            return null; // The flow designer says what is wrong with it.
        }
    }

    /// <summary>The steps, forms and groups that use a file.</summary>
    private List<LocalizedText> Users(string path) =>
    [
        .. FormUse.Of(_draft!.Files).Where(u => u.Path == path).Select(u => u.Step),
        .. from kind in DesignFileKind.All
           from user in kind.Of(_draft.Files)
           where user != path && FormLibrary.PartsOf(_draft.Files, user).Contains(path)
           select DesignFileKind.TitleOf(_draft.Files[user], user),
    ];

    private async Task ChangeAsync(Action<Dictionary<string, string>> change)
    {
        var saver = new DraftSaver(Desk, Me.Actor, _draft!);
        _refusal = await saver.ChangeAsync(files =>
        {
            change(files);
            return null;
        });
        _draft = saver.Draft;
    }

    private async Task MakeAsync()
    {
        var (key, kind) = (_key.Trim(), DesignFileKind.All.First(k => k.Folder == _folder));
        if (!KeyPattern().IsMatch(key))
        {
            _refusal = new Refusal("design.key-invalid", new LocalizedText("标识只能用小写字母、数字和连字符，以字母开头，例如 site-visit。", "An id is made of lower-case letters, digits and hyphens and begins with a letter, such as site-visit."));
            return;
        }

        var title = new LocalizedText(_zh.Trim() is { Length: > 0 } zh ? zh : key, _en.Trim() is { Length: > 0 } en ? en : _zh.Trim() is { Length: > 0 } same ? same : key);
        var path = kind.PathOf(key);
        var saver = new DraftSaver(Desk, Me.Actor, _draft!);
        _refusal = await saver.ChangeAsync(files => files.TryAdd(path, kind.Begin(title))
            ? Bind(files, key)
            : new Refusal("design.key-taken", new LocalizedText($"已有“{path}”。请换一个标识。", $"There is '{path}' already. Choose another id.")));
        if (_refusal is null)
        {
            Navigation.NavigateTo(FormAddress.Of(DefinitionId, path));
        }
    }

    /// <summary>Lets the step that the form is made for show it.</summary>
    private Refusal? Bind(Dictionary<string, string> files, string key)
    {
        if (Step is null)
        {
            return null;
        }

        var flow = new FlowEditor(FlowDocument.Read(files[StudioSession.FlowFile]));
        var refusal = flow.Run(new SetProperty(Step, ["formKey"], key, new LocalizedText("表单", "the form")));
        files[StudioSession.FlowFile] = flow.Document.Text;
        return refusal;
    }

    [GeneratedRegex("^[a-z][a-z0-9-]{0,63}$")]
    private static partial Regex KeyPattern();
}
