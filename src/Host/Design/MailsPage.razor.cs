using System.Text.RegularExpressions;
using Host.Shell;
using Microsoft.AspNetCore.Components;
using Workflows.Core;
using Workflows.Runtime.Design;
using Workflows.Runtime.Live;
using Workflows.Runtime.Mails;
using Workflows.Runtime.Queries;

namespace Host.Design;

/// <summary>Edits the mail templates of a workflow in its design draft, and shows beside them the mail that a real ticket would bring. They are published with the draft.</summary>
public sealed partial class MailsPage
{
    private const int MostTickets = 20;

    private DesignDraft? _draft;
    private IReadOnlyList<InstanceItem> _tickets = [];
    private Guid? _instance;
    private Guid? _task;
    private string _key = "";
    private string _language = "zh-CN";
    private string _text = "";
    private string _html = "";
    private PreviewedTemplate? _shown;
    private Refusal? _refusal;
    private bool _busy;
    private bool _saved;

    /// <summary>The workflow.</summary>
    [Parameter]
    public string DefinitionId { get; set; } = "";

    private string Home => $"/definitions/{Uri.EscapeDataString(DefinitionId)}";

    private string Path => $"mail/{_key}.{_language}.liquid";

    private string HtmlPath => $"mail/{_key}.{_language}.html.liquid";

    private IReadOnlyList<string> Keys => [.. _draft!.Files.Keys.Select(p => TemplatePath().Match(p)).Where(m => m.Success).Select(m => m.Groups[1].Value).Append(_key).Where(k => k.Length > 0).Distinct().Order(StringComparer.Ordinal)];

    private bool IsChanged => _draft is not null && (_text != File(Path) || _html != File(HtmlPath));

    private string State => _draft is not { Revision: > 0 } ? L["尚未修改", "Not changed yet"] : _saved ? L["已保存到设计稿，发布后对新工单生效", "Saved to the draft; new tickets follow it once it is published"] : L["设计稿已有修改", "The draft has changes"];

    private string? FaultyLine => _shown is { Line: { } line } && (_shown.InHtml ? _html : _text).ReplaceLineEndings("\n").Split('\n').ElementAtOrDefault(line - 1) is { } text ? $"{line}: {text}" : null;

    /// <inheritdoc/>
    protected override bool Concerns(Change change) => change is { Topic: "design" } && change.DefinitionId == DefinitionId;

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        await Me;
        var isTyped = IsChanged;
        _draft = await Desk.OpenAsync(DefinitionId, Me.Actor, cancellationToken);
        if (_draft is null || isTyped)
        {
            return;
        }

        if (_tickets.Count == 0)
        {
            _tickets = (await Queries.InstancesAsync(Me.Actor, new InstanceFilter(DefinitionId, Take: MostTickets), cancellationToken)).Items;
            await FindTaskAsync(_tickets.Count > 0 ? _tickets[0].InstanceId : null, cancellationToken);
        }

        Choose(_key.Length > 0 ? _key : Keys is [var first, ..] ? first : "", _language);
    }

    private void Choose(string key, string language)
    {
        (_key, _language) = (key, language);
        (_text, _html) = (File(Path), File(HtmlPath));
        _ = ChangedAsync();
    }

    private void Add(string? key)
    {
        if (key?.Trim() is { Length: > 0 } name && TemplateKey().IsMatch(name))
        {
            _refusal = null;
            Choose(name, _language);
            _text = _text.Length > 0 ? _text : "Subject: {{ instance.number }} {{ task.title }}\n\n{{ receiver.name }}\n\n{{ link }}\n";
            _ = ChangedAsync();
        }
        else
        {
            _refusal = new("design.mail-key", new LocalizedText("模板名称只能用小写字母、数字和连字符，例如 task-reminder。", "The name of a template is made of lower-case letters, digits and hyphens, such as task-reminder."));
        }
    }

    private async Task LookAtAsync(Guid? instance)
    {
        await FindTaskAsync(instance, Gone);
        await ChangedAsync();
    }

    private async Task FindTaskAsync(Guid? instance, CancellationToken cancellationToken)
    {
        var detail = instance is { } id ? await Queries.FindInstanceAsync(Me.Actor, id, cancellationToken) : null;
        (_instance, _task) = (instance, (detail?.Tasks.LastOrDefault(t => t.IsOpen) ?? detail?.Tasks.LastOrDefault())?.Id);
    }

    private async Task ChangedAsync()
    {
        _shown = _task is { } task && _text.Length > 0 ? await Preview.PreviewAsync(Me.Actor, _text, _html, _language, task, Gone) : null;
        StateHasChanged();
    }

    /// <summary>Saves this template only: whoever has saved something else meanwhile keeps it.</summary>
    private async Task SaveAsync()
    {
        _busy = true;
        try
        {
            var saver = new DraftSaver(Desk, Me.Actor, _draft!);
            _refusal = await saver.ChangeAsync(Change);
            (_draft, _saved) = (saver.Draft, _refusal is null);
        }
        finally
        {
            _busy = false;
        }
    }

    private Refusal? Change(Dictionary<string, string> files)
    {
        files[Path] = _text;
        if (string.IsNullOrWhiteSpace(_html))
        {
            files.Remove(HtmlPath);
        }
        else
        {
            files[HtmlPath] = _html;
        }

        return null;
    }

    private string File(string path) => _draft!.Files.GetValueOrDefault(path, "");

    [GeneratedRegex(@"^mail/([^/]+)\.(?:zh-CN|en)(?:\.html)?\.liquid$")]
    private static partial Regex TemplatePath();

    [GeneratedRegex("^[a-z][a-z0-9-]{0,39}$")]
    private static partial Regex TemplateKey();
}
