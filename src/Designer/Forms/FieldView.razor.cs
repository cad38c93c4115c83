using System.Collections.Immutable;
using Designer.Forms.Inputs;
using Microsoft.AspNetCore.Components;
using Workflows.Core.Forms;

namespace Designer.Forms;

/// <summary>One field with its label, help and problems. Draws itself again only when something about it has changed.</summary>
public sealed partial class FieldView : ComponentBase
{
    private (FieldState? State, int Revision, int Version, bool Touched, bool ReadOnly) _drawn;
    private ImmutableArray<FieldProblem> _problems = [];

    [CascadingParameter]
    private FormSession Session { get; set; } = null!;

    /// <summary>How the field stands.</summary>
    [Parameter, EditorRequired]
    public FieldState State { get; set; } = null!;

    /// <summary>Where its changes go.</summary>
    [Parameter]
    public FieldAddress Address { get; set; }

    private string Id => Session.IdOf(State.Path);

    private string LabelId => $"{Id}--label";

    private string HelpId => $"{Id}--help";

    private string ErrorId => $"{Id}--error";

    private string Label => Session.T(State.Field.Label);

    private bool IsShownOnly => Session.ReadOnly || State.ReadOnly;

    // Several elements under one name: the name is no label of a single input.
    private bool IsGroup => State.Field.Kind is FieldKind.Radio or FieldKind.YesNo or FieldKind.Checklist or FieldKind.Table or FieldKind.Photo
        or FieldKind.File or FieldKind.Location or FieldKind.Track or FieldKind.Signature or FieldKind.Select;

    private RenderFragment? Mark => !State.Required ? null : builder =>
    {
        builder.OpenElement(0, "span");
        builder.AddAttribute(1, "class", "clf-required");
        builder.AddAttribute(2, "aria-hidden", "true");
        builder.AddAttribute(3, "title", Session.T(FormTexts.Required));
        builder.AddContent(4, "*");
        builder.CloseElement();
    };

    private RenderFragment Input => builder =>
    {
        builder.OpenComponent(0, InputOf(State.Field));
        builder.AddAttribute(1, nameof(FieldInput.State), State);
        builder.AddAttribute(2, nameof(FieldInput.Wiring), new InputWiring(
            Id,
            LabelId,
            string.Join(' ', new[] { State.Field.Help is null ? null : HelpId, _problems.IsEmpty ? null : ErrorId }.Where(id => id is not null)),
            State.Required,
            !_problems.IsEmpty));
        builder.AddAttribute(3, nameof(FieldInput.Address), Address);
        builder.CloseComponent();
    };

    /// <inheritdoc/>
    protected override bool ShouldRender()
    {
        var now = (State, State.Revision, Session.Version, Session.IsTouched(State.Path), Session.ReadOnly);
        if (_drawn == now && State.Field is not SectionField)
        {
            return false;
        }

        Remember(now);
        return true;
    }

    /// <inheritdoc/>
    protected override void OnInitialized() => Remember((State, State.Revision, Session.Version, Session.IsTouched(State.Path), Session.ReadOnly));

    private void Remember((FieldState State, int Revision, int Version, bool Touched, bool ReadOnly) now)
    {
        _drawn = now;
        _problems = [.. Session.ProblemsAt(State)];
    }

    private void Left() => Session.Touch(State.Path);

    private static Type InputOf(FormField field) => field switch
    {
        TextField { Kind: FieldKind.Text } => typeof(TextInput),
        TextField => typeof(MultilineInput),
        NumberField => typeof(NumberInput),
        DateTimeField { Kind: FieldKind.Time } => typeof(TimeInput),
        DateTimeField => typeof(DateInput),
        ChoiceField { Kind: FieldKind.Radio } => typeof(RadioInput),
        ChoiceField { Kind: FieldKind.Checklist, Source: null } => typeof(ChecklistInput),
        ChoiceField => typeof(SelectInput),
        BooleanField { Kind: FieldKind.Checkbox } => typeof(CheckboxInput),
        BooleanField => typeof(YesNoInput),
        TableField => typeof(TableInput),
        EvidenceField => typeof(EvidenceInput),
        LocationField => typeof(LocationInput),
        TrackField => typeof(TrackInput),
        _ => typeof(SignatureInput),
    };
}
