using System.Collections.Immutable;
using System.Globalization;
using Designer.Editing.Forms;
using Designer.Editing.Forms.Edits;
using Designer.Editing.Properties;
using Workflows.Core;
using Workflows.Core.Definitions;
using Workflows.Core.Forms;

namespace Designer.Studio.Forms;

/// <summary>What the parts of the form designer share: the form, what of it is selected, and what is wrong with it. Grid, outline, preview and properties are views of this.</summary>
public sealed class FormStudioSession : DesignSession
{
    private IReadOnlyDictionary<string, string> _files;
    private FormDocument? _read;
    private FormReading _reading = new(null, []);
    private ImmutableArray<FormProblem> _problems = [];

    /// <summary>Opens a form, or a group of fields, of a workflow's files.</summary>
    /// <param name="files">Text by path.</param>
    /// <param name="path">The file of the form.</param>
    /// <param name="language">Of the words.</param>
    /// <exception cref="DefinitionUnreadableException">The file cannot be read.</exception>
    /// <exception cref="KeyNotFoundException">There is no such file.</exception>
    public FormStudioSession(IReadOnlyDictionary<string, string> files, string path, CultureInfo language)
        : base(language)
    {
        ArgumentNullException.ThrowIfNull(files);
        (_files, Path, Library) = (files, path, LibraryOf(files, path));
        Editor = new FormEditor(FormDocument.Read(files[path]));
        Editor.Changed += OnEdited;
    }

    /// <summary>The file of the form.</summary>
    public string Path { get; }

    /// <summary>The form.</summary>
    public FormEditor Editor { get; }

    /// <summary>What forms of the workflow share.</summary>
    public FormLibrary Library { get; private set; }

    /// <summary>The selected field; <see langword="null"/> = the form itself.</summary>
    public FormItem? Selected => SelectedName is { } name ? Editor.Document.Find(name) : null;

    /// <summary>Name of the selected field.</summary>
    public FieldName? SelectedName { get; private set; }

    /// <summary>Why the last edit was not made.</summary>
    public Refusal? Refusal { get; private set; }

    /// <summary>All files of the workflow as they are now.</summary>
    public IReadOnlyDictionary<string, string> Files => new Dictionary<string, string>(_files) { [Path] = Editor.Document.Text };

    /// <summary>The form as the engine reads it; <see langword="null"/> while it has errors.</summary>
    public FormDefinition? Form => Read()._reading.Form;

    /// <summary>What is wrong with the form as it is now.</summary>
    public ImmutableArray<FormProblem> Problems => Read()._problems;

    /// <summary>What a rule of a field can ask about.</summary>
    /// <param name="of">Whose rule; <see langword="null"/> = the form's.</param>
    public IReadOnlyList<ConditionField> FieldsFor(FieldName? of) => FormFields.For(Editor.Document, Library, of);

    /// <summary>Makes the edits of one gesture; what is refused is told by <see cref="Refusal"/>.</summary>
    /// <returns>Whether they were made.</returns>
    public bool Run(params IReadOnlyList<FormEdit> gesture)
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

    /// <summary>Selects a field; <see langword="null"/> = the form itself.</summary>
    public void Select(FieldName? field)
    {
        (SelectedName, Refusal) = (field, null);
        RaiseChanged();
    }

    /// <summary>Adds a field of a kind, or a group, behind what is selected.</summary>
    /// <param name="offer">Kind of the palette, or <c>group:</c> and the key of a group.</param>
    public void Add(string offer)
    {
        var (home, index) = FormGestures.PlaceAfter(Editor.Document, SelectedName, Offer(offer).Kind);
        AddAt(offer, home, index);
    }

    /// <summary>Adds a field of a kind, or a group, at a place.</summary>
    public void AddAt(string offer, FieldHome home, int index)
    {
        var (kind, group) = Offer(offer);
        var key = FormGestures.FreeKey(Editor.Document, Library, group?.Key is { } word && FormDefinitionReader.IsKey(word) ? word : kind);
        var field = group is not null ? FieldPalette.Group(group, key) : FieldPalette.Find(kind)?.Make(key);
        if (field is not null && Run(new AddField(home, index, field)))
        {
            Select(Editor.Document.AllItems.First(i => i.Name.Key == key && i.Home == home).Name);
        }
    }

    /// <summary>Moves a field to a place.</summary>
    public void Move(FieldName field, FieldHome home, int index)
    {
        if (Run(new MoveField(field, home, index)))
        {
            Select(Editor.Document.AllItems.FirstOrDefault(i => i.Name.Key == field.Key && i.Home == home)?.Name);
        }
    }

    /// <summary>Moves a field one place up or down, into sections and out of them.</summary>
    public void Step(FieldName field, bool isUp) => Run(FormGestures.Step(Editor.Document, field, isUp));

    /// <summary>Takes a field out.</summary>
    public void Remove(FieldName field)
    {
        if (Run(new RemoveField(field)) && SelectedName == field)
        {
            Select(null);
        }
    }

    /// <summary>Gives a field another key.</summary>
    public void Rename(FieldName field, string key)
    {
        ArgumentNullException.ThrowIfNull(field);
        if (Run(new RenameKey(field, key)))
        {
            Select(field with { Key = key });
        }
    }

    /// <summary>Somebody else has saved: takes theirs, with what is unsaved here on top.</summary>
    /// <returns>The names of what could not be kept; <see langword="null"/> when they have removed the form.</returns>
    public IReadOnlyList<LocalizedText>? Take(IReadOnlyDictionary<string, string> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        if (!files.TryGetValue(Path, out var text))
        {
            return null;
        }

        (_files, Library, _read) = (files, LibraryOf(files, Path), null);
        return Editor.Rebase(FormDocument.Read(text));
    }

    private (string Kind, FieldGroup? Group) Offer(string offer) =>
        offer.StartsWith("group:", StringComparison.Ordinal) ? (FieldGroup.Kind, Library.Groups.GetValueOrDefault(offer[6..])) : (offer, null);

    /// <summary>A group holds no other group, so that it is offered none.</summary>
    private static FormLibrary LibraryOf(IReadOnlyDictionary<string, string> files, string path) =>
        FormLibrary.Of(FormLibrary.GroupKey(path) is null ? files : files.Where(f => FormLibrary.GroupKey(f.Key) is null).ToDictionary(f => f.Key, f => f.Value));

    private FormStudioSession Read()
    {
        if (_read != Editor.Document)
        {
            _read = Editor.Document;
            _reading = FormDefinitionReader.Read(System.IO.Path.GetFileNameWithoutExtension(Path), 1, _read.Form, Library);
            _problems = FormProblem.Of(_read, Library);
        }

        return this;
    }

    private void OnEdited()
    {
        SelectedName = Selected?.Name;
        Refusal = null;
        RaiseChanged();
    }
}
