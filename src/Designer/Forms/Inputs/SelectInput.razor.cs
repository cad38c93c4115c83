using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;
using Radzen;
using Workflows.Core.Forms;

namespace Designer.Forms.Inputs;

/// <summary>A list that opens: the form's own options, or those of a named source, searched on the server while typing.</summary>
public sealed partial class SelectInput : FieldInput
{
    private const int SearchLimit = 50;

    private readonly CancellationTokenSource _leaving = new();
    private List<SelectOption> _options = [];
    private (bool Begun, string? Argument) _loadedFor;

    private ChoiceField Field => (ChoiceField)State.Field;

    private bool IsMultiple => Field.Kind == FieldKind.Checklist;

    private string Hint => T(Field.Placeholder ?? FormTexts.Choose);

    private IEnumerable<string> Chosen => State.Input switch
    {
        JsonArray list => [.. list.Select(item => item?.ToString() ?? "")],
        JsonValue value when value.GetValueKind() == JsonValueKind.String => [value.GetValue<string>()],
        _ => [],
    };

    private RenderFragment Nothing => builder => builder.AddContent(0, T(FormTexts.NothingFound));

    /// <inheritdoc/>
    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (Field.Source is null)
        {
            _options = _options.Count > 0 ? _options : [.. Field.Options.Select(Show)];
            return;
        }

        var now = (true, State.SourceArgument);
        if (_loadedFor == now)
        {
            return;
        }

        var isFirst = !_loadedFor.Begun;
        _loadedFor = now;
        await FindAsync(null);
        if (!isFirst)
        {
            await DropForeignAsync();
        }
    }

    private Task LoadAsync(LoadDataArgs args) => FindAsync(args.Filter);

    private async Task FindAsync(string? text)
    {
        if (Session.DataSource is not { } source || Field.Source is not { } from)
        {
            _options = [.. Chosen.Select(value => new SelectOption(value, value))];
            return;
        }

        var argument = State.SourceArgument;
        var found = from.Argument is not null && argument is null
            ? []
            : (await source.SearchAsync(new FormOptionQuery(from.Name, argument, text, SearchLimit), _leaving.Token)).Select(Show).ToList();

        // What is chosen stays in the list, or the box could not show its name.
        foreach (var value in Chosen.Where(value => !found.Exists(option => option.Value == value)))
        {
            var option = await source.FindAsync(from.Name, argument, value, _leaving.Token);
            found.Insert(0, option is null ? new SelectOption(value, value) : Show(option));
        }

        _options = found;
    }

    // The list now is another one: what is chosen must be in it.
    private async Task DropForeignAsync()
    {
        if (Session.DataSource is not { } source || Field.Source is not { } from)
        {
            return;
        }

        var kept = new List<string>();
        var argument = State.SourceArgument;
        var chosen = Chosen.ToList();
        foreach (var value in chosen)
        {
            if (argument is not null && await source.FindAsync(from.Name, argument, value, _leaving.Token) is not null)
            {
                kept.Add(value);
            }
        }

        if (kept.Count < chosen.Count)
        {
            await SetAsync(IsMultiple ? new JsonArray([.. kept.Select(value => JsonValue.Create(value))]) : null);
            await FindAsync(null);
        }
    }

    private SelectOption Show(FormOption option) => new(option.Value, T(option.Label));
}
