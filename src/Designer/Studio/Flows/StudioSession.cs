using System.Collections.Immutable;
using System.Globalization;
using Designer.Editing.Flows;
using Designer.Editing.Flows.Edits;
using Designer.Editing.Layout;
using Designer.Editing.Properties;
using Workflows.Core;
using Workflows.Core.Checks;
using Workflows.Core.Definitions;

namespace Designer.Studio.Flows;

/// <summary>What the parts of the flow designer share: the flow, what of it is open and selected, and what is wrong with it. Canvas, outline and properties are three views of this.</summary>
public sealed class StudioSession : DesignSession
{
    private IReadOnlyDictionary<string, string> _files;
    private readonly Func<string> _newId;
    private FlowView _view;
    private FlowDocument? _checked;
    private PeopleChecks _people;

    /// <summary>Opens a workflow's files.</summary>
    /// <param name="files">Text by path, <c>workflow.json</c> among them.</param>
    /// <param name="surroundings">What the flow may name.</param>
    /// <param name="language">Of the words.</param>
    /// <param name="newId">Makes the id of a new step.</param>
    /// <exception cref="DefinitionUnreadableException">The definition cannot be read.</exception>
    public StudioSession(IReadOnlyDictionary<string, string> files, StudioSurroundings surroundings, CultureInfo language, Func<string> newId)
        : base(language)
    {
        ArgumentNullException.ThrowIfNull(files);
        _files = files;
        (Surroundings, _newId, _people) = (surroundings, newId, PeopleOf(surroundings));
        Editor = new FlowEditor(FlowDocument.Read(files[FlowFile]));
        _view = FlowView.Of(Editor.Document);
        Editor.Changed += OnEdited;
        Check();
    }

    /// <summary>Where the definition stands in a workflow's folder.</summary>
    public const string FlowFile = "workflow.json";

    /// <summary>A step is to be brought into sight.</summary>
    public event Action<string>? Revealed;

    /// <summary>Several steps are to be brought into sight together.</summary>
    public event Action<IReadOnlyList<string>>? Framed;

    /// <summary>The flow.</summary>
    public FlowEditor Editor { get; }

    /// <summary>What the flow may name.</summary>
    public StudioSurroundings Surroundings { get; private set; }

    /// <summary>What conditions can ask about.</summary>
    public IReadOnlyList<ConditionField> Fields => FlowFields.Of(Editor.Document, Surroundings.Forms, Surroundings.Inputs);

    /// <summary>The flowchart that is open.</summary>
    public FlowView View => _view;

    /// <summary>Id of the open flowchart; <see langword="null"/> = the outermost.</summary>
    public string? Flowchart => _view.Path[^1].Id;

    /// <summary>The selected steps and notes.</summary>
    public ImmutableHashSet<string> Selected { get; private set; } = [];

    /// <summary>The selected connection, if it is one.</summary>
    public FlowWay? SelectedWay { get; private set; }

    /// <summary>The one step that is selected; <see langword="null"/> for none or several.</summary>
    public StepView? Step => Selected.Count == 1 ? _view.Find(Selected.First()) : null;

    /// <summary>The one note that is selected; <see langword="null"/> for none or several.</summary>
    public CanvasNote? Note => Selected.Count == 1 ? _view.Notes.FirstOrDefault(n => Selected.Contains(n.Id)) : null;

    /// <summary>The problem whose example is shown on the canvas, if any.</summary>
    public Problem? Example { get; private set; }

    /// <summary>Why the last edit was not made.</summary>
    public Refusal? Refusal { get; private set; }

    /// <summary>Who starts the flow where the designer asks who would do a step; empty = whoever comes first.</summary>
    public string AssumedStarter { get; set; } = "";

    /// <summary>What the designer assumes of values that are known only when the flow runs, by their path; kept from step to step.</summary>
    public ImmutableDictionary<string, string> Assumed { get; set; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>All files of the workflow as they are now.</summary>
    public IReadOnlyDictionary<string, string> Files => new Dictionary<string, string>(_files) { [FlowFile] = Editor.Document.Text };

    /// <summary>What was wrong with the workflow when it was last checked, and which steps nobody in the organisation could do.</summary>
    /// <remarks>The check follows each gesture without holding it up; <see cref="IsChecked"/> says whether it has caught up.</remarks>
    public ImmutableArray<Problem> Problems { get; private set; } = [];

    /// <summary>Whether <see cref="Problems"/> are those of the workflow as it is now.</summary>
    public bool IsChecked => _checked == Editor.Document;

    /// <summary>The check that is under way; completed when there is none. Fails when the check itself does.</summary>
    public Task Checking { get; private set; } = Task.CompletedTask;

    /// <summary>Makes the edits of one gesture; what is refused is told by <see cref="Refusal"/>.</summary>
    /// <returns>Whether they were made.</returns>
    public bool Run(params IReadOnlyList<FlowEdit> gesture)
    {
        ArgumentNullException.ThrowIfNull(gesture);
        Refusal = gesture.Count == 0 ? null : Editor.Run(gesture);
        RaiseChanged();
        return Refusal is null;
    }

    /// <summary>Takes the last gesture back.</summary>
    public void Undo() => Editor.Undo();

    /// <summary>Makes it again.</summary>
    public void Redo() => Editor.Redo();

    /// <summary>Somebody else has saved: takes theirs, with what is unsaved here on top.</summary>
    /// <returns>The names of what could not be kept.</returns>
    public IReadOnlyList<LocalizedText> Take(IReadOnlyDictionary<string, string> files, StudioSurroundings surroundings)
    {
        ArgumentNullException.ThrowIfNull(files);
        (_files, Surroundings, _people, _checked) = (files, surroundings, PeopleOf(surroundings), null);
        var lost = Editor.Rebase(FlowDocument.Read(files[FlowFile]));
        Check();
        return lost;
    }

    /// <summary>Selects steps and notes of the open flowchart.</summary>
    public void Select(params IEnumerable<string> ids)
    {
        ImmutableHashSet<string> wanted = [.. ids.Where(IsShown)];
        if (!wanted.SetEquals(Selected) || SelectedWay is not null)
        {
            (Selected, SelectedWay, Refusal) = (wanted, null, null);
            RaiseChanged();
        }
    }

    /// <summary>Selects a connection of the open flowchart.</summary>
    public void SelectWay(FlowWay? way)
    {
        (Selected, SelectedWay, Refusal) = ([], way, null);
        RaiseChanged();
    }

    /// <summary>Opens a flowchart; <see langword="null"/> = the outermost.</summary>
    public void Open(string? flowchart)
    {
        (_view, Selected, SelectedWay) = (FlowView.Of(Editor.Document, flowchart), [], null);
        RaiseChanged();
    }

    /// <summary>Goes to a step, wherever it lies: opens its flowchart, selects it and brings it into sight.</summary>
    public void GoTo(string stepId)
    {
        var root = FlowTree.Root(Editor.Document.Definition);
        var holder = root is null ? null : FlowTree.Within(root).LastOrDefault(a => FlowTree.IsFlowchart(a) && FlowTree.Activities(a).SelectMany(FlowTree.Within).Any(s => JsonRead.Text(s, "id") == stepId));
        if (_view.Find(stepId) is null && holder is not null)
        {
            _view = FlowView.Of(Editor.Document, holder == root ? null : JsonRead.Text(holder, "id"));
        }

        var shown = _view.Find(stepId) ?? _view.Steps.FirstOrDefault(s => s.Node.Covers(stepId));
        if (shown is not null)
        {
            (Selected, SelectedWay, Refusal) = ([shown.Node.Id], null, null);
            RaiseChanged();
            Revealed?.Invoke(shown.Node.Id);
        }
    }

    /// <summary>Goes to a note of the open flowchart: selects it and brings it into sight.</summary>
    public void GoToNote(string id)
    {
        Select(id);
        Revealed?.Invoke(id);
    }

    /// <summary>Shows on the canvas how a problem comes about, or shows it no more; goes to where it shows.</summary>
    public void ShowExample(Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        Example = Example == problem ? null : problem;
        RaiseChanged();
        if (Example is not null && problem.ActivityId is { } step)
        {
            GoTo(step);
            Framed?.Invoke([.. _view.Steps.Where(s => problem.Example.Any(e => s.Node.Covers(e.ActivityId))).Select(s => s.Node.Id)]);
        }
    }

    /// <summary>Adds a step onto the selected connection, behind the selected step, or by itself.</summary>
    public void Add(StepTemplate kind)
    {
        var id = _newId();
        var way = SelectedWay is { } selected ? _view.Ways.FirstOrDefault(w => w.Edge.Key == selected.Key)?.Edge : null;
        Added(id, way is null ? Gestures.AddAfter(_view, kind, id, Step) : Gestures.Between(_view, kind, id, way, Beside(way.Source), makesRoom: true));
        Revealed?.Invoke(id);
    }

    /// <summary>Adds a step at a place, or onto a connection.</summary>
    public void AddAt(StepTemplate kind, DiagramPoint centre, string? wayKey)
    {
        var id = _newId();
        var way = _view.Ways.FirstOrDefault(w => w.Edge.Key == wayKey)?.Edge;
        Added(id, way is null ? [new AddStep(Flowchart, id, kind, centre)] : Gestures.Between(_view, kind, id, way, centre, makesRoom: true));
    }

    /// <summary>Deletes what is selected.</summary>
    public void Delete()
    {
        if (SelectedWay is { } way)
        {
            Run(new DisconnectSteps(Flowchart, [way]));
        }
        else if (!Selected.IsEmpty)
        {
            var notes = SelectedNotes;
            var steps = Selected.Except(notes);
            Run([.. steps.IsEmpty ? [] : new FlowEdit[] { new DeleteSteps(Flowchart, [.. steps]) }, .. notes.IsEmpty ? [] : new FlowEdit[] { new DeleteNotes(Flowchart, notes) }]);
        }
    }

    /// <summary>Puts a note onto the drawing, for the words that its author is about to write.</summary>
    /// <param name="at">Its upper left corner; <see langword="null"/> = below the selected step, or above everything.</param>
    public void AddNote(DiagramPoint? at = null)
    {
        var id = _newId();
        var free = Step is { } step ? new DiagramPoint(step.Box.X, step.Box.Bottom + 24)
            : _view.Steps.IsEmpty ? new DiagramPoint(80, 40)
            : new DiagramPoint(_view.Steps.Min(s => s.Box.X), _view.Steps.Min(s => s.Box.Y) - 100);
        Added(id, [new PutNote(Flowchart, new CanvasNote(id, Say("便签", "Note"), at ?? free))]);
        Revealed?.Invoke(id);
    }

    /// <summary>Moves what was dragged: steps by their middle, notes by their upper left corner, as one gesture.</summary>
    public void Move(IReadOnlyDictionary<string, DiagramPoint> steps, IReadOnlyDictionary<string, DiagramPoint> notes)
    {
        ArgumentNullException.ThrowIfNull(steps);
        ArgumentNullException.ThrowIfNull(notes);
        Run([.. steps.Count == 0 ? [] : new FlowEdit[] { new MoveSteps(steps) }, .. notes.Count == 0 ? [] : new FlowEdit[] { new MoveNotes(Flowchart, notes) }]);
    }

    /// <summary>What is selected, as text for a clipboard.</summary>
    public string Copy() => CopiedSteps.From(Editor.Document, Flowchart, Selected).ToText();

    /// <summary>Adds copies of steps that <see cref="Copy"/> gave, here or in another flow.</summary>
    public void Paste(string text)
    {
        if (CopiedSteps.Read(text) is not { Steps: [_, ..] } copied)
        {
            Refusal = new Refusal("edit.nothing-to-paste", new LocalizedText("还没有复制任何步骤。", "No steps have been copied yet."));
            RaiseChanged();
            return;
        }

        var ids = copied.FreshIds(_newId);
        if (Run(new PasteSteps(Flowchart, copied, ids, new DiagramPoint(32, 32))))
        {
            Select(copied.Steps.Select(s => ids[JsonRead.Text(s, "id")!]));
        }
    }

    /// <summary>Lets the machine arrange the open flowchart.</summary>
    public void Arrange() => Run(new MoveSteps(_view.Arranged(), IsArranging: true));

    private ImmutableArray<string> SelectedNotes => [.. _view.Notes.Select(n => n.Id).Where(Selected.Contains)];

    private bool IsShown(string id) => _view.Find(id) is not null || _view.Notes.Any(n => n.Id == id);

    private DiagramPoint Beside(string stepId)
    {
        var centre = _view.Find(stepId)!.Box.Centre;
        return centre with { X = centre.X + Gestures.Stride };
    }

    private void Added(string id, IReadOnlyList<FlowEdit> gesture)
    {
        if (Run(gesture))
        {
            Select(id);
        }
    }

    private void OnEdited()
    {
        _view = FlowView.Of(Editor.Document, Flowchart);
        Selected = Selected.Where(IsShown).ToImmutableHashSet();
        SelectedWay = _view.Ways.Any(w => w.Edge.Key == SelectedWay?.Key) ? SelectedWay : null;
        Example = null; // it told of the flow as it was
        Refusal = null;
        RaiseChanged();
        Check();
    }

    private static PeopleChecks PeopleOf(StudioSurroundings surroundings)
    {
        ArgumentNullException.ThrowIfNull(surroundings);
        return new PeopleChecks(surroundings.Organisation, surroundings.RoleName);
    }

    private void Check()
    {
        if (Checking.IsCompleted)
        {
            Checking = CheckAsync();
        }
    }

    /// <summary>Checks until nothing has changed meanwhile; reads the text anew, since the page goes on reading the document.</summary>
    private async Task CheckAsync()
    {
        while (!IsChecked)
        {
            var (document, files, people) = (Editor.Document, Files, _people);
            var problems = await Task.Run<ImmutableArray<Problem>>(() => [.. DefinitionChecker.Check(files), .. people.Of(WorkflowDefinitionReader.Read(document.Text), FlowFile)]);
            if (people == _people)
            {
                (_checked, Problems) = (document, problems);
            }

            RaiseChanged();
        }
    }
}
