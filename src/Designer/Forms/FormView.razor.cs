using System.Collections.Immutable;
using Designer.Forms.Evidence;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Workflows.Core.Forms;

namespace Designer.Forms;

/// <summary>
/// Renders a form. The host makes the <see cref="FormState"/> (from the task and the draft), renders it here, saves
/// <see cref="FormState.Draft"/> when told of a change, and hands in <see cref="FormState.Data"/>.
/// </summary>
public sealed partial class FormView : ComponentBase
{
    private FormSession _session = null!;
    private IJSObjectReference? _module;
    private ImmutableArray<FieldProblem> _shownProblems = [];
    private bool _focusSummary;

    /// <summary>The form being filled in; another one begins anew.</summary>
    [Parameter, EditorRequired]
    public required FormState State { get; set; }

    /// <summary>Told after each change of a value, with the state.</summary>
    [Parameter]
    public EventCallback<FormState> OnChanged { get; set; }

    /// <summary>Whether nothing can be changed: values are shown as a list of words and pictures.</summary>
    [Parameter]
    public bool ReadOnly { get; set; }

    /// <summary>What the server refused (<see cref="Workflows.Core.Refusal.Fields"/>); each is shown until its field changes.</summary>
    [Parameter]
    public ImmutableArray<FieldProblem> Problems { get; set; } = [];

    /// <summary>Resolves named sources of options; without it only stored values are shown.</summary>
    [Parameter]
    public IFormDataSource? DataSource { get; set; }

    /// <summary>Stores and shows photos and files; without it nothing can be uploaded.</summary>
    [Parameter]
    public IEvidenceUploader? Evidence { get; set; }

    /// <summary>Whether the form's title and description are shown.</summary>
    [Parameter]
    public bool ShowTitle { get; set; }

    /// <summary>Begins the ids of the elements; different for two forms on one page.</summary>
    [Parameter]
    public string IdPrefix { get; set; } = "f";

    /// <summary>Tells the time that <c>today</c> and <c>now</c> of the form's rules follow while the page stays open.</summary>
    [Parameter]
    public TimeProvider Clock { get; set; } = TimeProvider.System;

    private string SummaryId => $"{IdPrefix}--problems";

    /// <summary>Shows everything that hinders the outcome, and puts the focus there.</summary>
    /// <param name="skipsValidation">Whether the chosen outcome accepts an incomplete form.</param>
    /// <returns>Whether nothing hinders it. The server judges again all the same.</returns>
    public bool Judge(bool skipsValidation)
    {
        KeepTime(TimeSpan.Zero);
        var clear = (skipsValidation ? State.StructuralProblems : State.Problems).IsEmpty;
        if (!clear)
        {
            _session.ShowAll(true);
            _focusSummary = true;
            StateHasChanged();
        }

        return clear;
    }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (_session is null || _session.State != State)
        {
            _session = new FormSession(State, IdPrefix, ChangedAsync);
            _shownProblems = [];
        }

        (_session.ReadOnly, _session.DataSource, _session.Evidence) = (ReadOnly, DataSource, Evidence);
        if (!Problems.IsDefault && Problems != _shownProblems)
        {
            _shownProblems = Problems;
            _session.Refuse(Problems);
            _focusSummary = !Problems.IsEmpty;
        }
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_focusSummary)
        {
            _focusSummary = false;
            await FocusIdAsync(SummaryId);
        }
    }

    private async Task ChangedAsync()
    {
        KeepTime(TimeSpan.FromSeconds(30));
        StateHasChanged();
        await OnChanged.InvokeAsync(State);
    }

    // A form may stand open for hours: "not after now" must not mean the hour it was opened.
    private void KeepTime(TimeSpan atLeast)
    {
        var now = Clock.GetUtcNow().ToOffset(State.Step.Now.Offset);
        if (now - State.Step.Now > atLeast)
        {
            State.MoveTo(now);
        }
    }

    private Task FocusAsync(string path) => FocusIdAsync(_session.IdOf(path));

    private async Task FocusIdAsync(string id)
    {
        try
        {
            _module ??= await Js.InvokeAsync<IJSObjectReference>("import", FormModule.Path);
            await _module.InvokeVoidAsync("focusField", id);
        }
        catch (JSDisconnectedException)
        {
            // The person has left the page; there is nothing to focus.
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_module is not null)
            {
                await _module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and the module with it.
        }
    }
}
