using Workflows.Core;

namespace Designer.Editing.Text;

/// <summary>A file while it is designed; never changes.</summary>
/// <typeparam name="TSelf">The kind of file.</typeparam>
/// <typeparam name="TEdit">What can be done to it.</typeparam>
public interface IEditedDocument<TSelf, TEdit>
    where TSelf : IEditedDocument<TSelf, TEdit>
{
    /// <summary>The file.</summary>
    string Text { get; }

    /// <summary>The document with another text, which is a state it was in before.</summary>
    TSelf With(string text);

    /// <summary>The document after the edits of one gesture, or why they are not made.</summary>
    (TSelf? After, Refusal? Refusal) With(IReadOnlyList<TEdit> gesture);
}

/// <summary>A change that somebody means: it can be named, undone, and made again on top of what another person has done meanwhile.</summary>
public interface INamedEdit
{
    /// <summary>What it does, in a few words: <i>Undo "Move"</i>.</summary>
    LocalizedText Name { get; }
}

/// <summary>
/// One person's editing of a file: the document as it stands, the way back and forth, and what is not saved yet. One gesture is one step back, however
/// many edits it is made of, and is made wholly or not at all.
/// </summary>
/// <typeparam name="TDocument">The kind of file.</typeparam>
/// <typeparam name="TEdit">What can be done to it.</typeparam>
/// <param name="document">What to begin with: as it is saved.</param>
public abstract class DocumentEditor<TDocument, TEdit>(TDocument document)
    where TDocument : class, IEditedDocument<TDocument, TEdit>
    where TEdit : INamedEdit
{
    private const int LongestHistory = 200;

    private readonly List<Step> _done = [];
    private readonly Stack<Step> _undone = new();
    private readonly List<Unsaved> _unsaved = [];
    private string _saved = document.Text;

    /// <summary>Hears of every change, whoever made it.</summary>
    public event Action? Changed;

    /// <summary>The file as it is now.</summary>
    public TDocument Document { get; private set; } = document;

    /// <summary>What <see cref="Undo"/> would take back; <see langword="null"/> = nothing.</summary>
    public LocalizedText? NextUndo => _done.LastOrDefault()?.Name;

    /// <summary>What <see cref="Redo"/> would do again; <see langword="null"/> = nothing.</summary>
    public LocalizedText? NextRedo => _undone.TryPeek(out var step) ? step.Name : null;

    /// <summary>Whether something is not saved yet.</summary>
    public bool IsUnsaved => Document.Text != _saved;

    /// <summary>Makes the edits of one gesture.</summary>
    /// <returns>Why not, and then nothing has changed; <see langword="null"/> when they are made.</returns>
    public Refusal? Run(params IReadOnlyList<TEdit> gesture)
    {
        if (Made(Document, gesture, out var after) is { } refusal)
        {
            return refusal;
        }

        if (after.Text != Document.Text)
        {
            var step = new Step(gesture[0].Name, TextChange.Between(Document.Text, after.Text), gesture);
            _done.Add(step);
            _done.RemoveRange(0, Math.Max(0, _done.Count - LongestHistory));
            _undone.Clear();
            Put(after, step, isBack: false);
        }

        return null;
    }

    /// <summary>Takes the last gesture back.</summary>
    public void Undo()
    {
        if (_done.Count > 0)
        {
            var step = _done[^1];
            _done.RemoveAt(_done.Count - 1);
            _undone.Push(step);
            Put(Document.With(step.Change.Undo(Document.Text)), step, isBack: true);
        }
    }

    /// <summary>Makes the gesture again that was taken back last.</summary>
    public void Redo()
    {
        if (_undone.TryPop(out var step))
        {
            _done.Add(step);
            Put(Document.With(step.Change.Redo(Document.Text)), step, isBack: false);
        }
    }

    /// <summary>A document that stood here was saved; what was done since then is still unsaved.</summary>
    public void Saved(TDocument saved)
    {
        ArgumentNullException.ThrowIfNull(saved);
        _saved = saved.Text;
        _unsaved.RemoveRange(0, _unsaved.FindIndex(u => u.After == saved) + 1);
    }

    /// <summary>
    /// Somebody else has saved: what is unsaved here is made again on top of theirs. The way back begins anew, since it would take theirs back too.
    /// </summary>
    /// <returns>The names of what could not be made again.</returns>
    public IReadOnlyList<LocalizedText> Rebase(TDocument theirs)
    {
        ArgumentNullException.ThrowIfNull(theirs);
        var mine = WithoutDetours();
        var lost = new List<LocalizedText>();
        _done.Clear();
        _undone.Clear();
        _unsaved.Clear();
        (Document, _saved) = (theirs, theirs.Text);
        foreach (var (step, _, isBack) in mine)
        {
            if (isBack || Made(Document, step.Gesture, out var after) is not null)
            {
                lost.Add(step.Name);
                continue;
            }

            var again = step with { Change = TextChange.Between(Document.Text, after.Text) };
            _done.Add(again);
            _unsaved.Add(new Unsaved(again, after, IsBack: false));
            Document = after;
        }

        Changed?.Invoke();
        return lost;
    }

    /// <summary>What is unsaved, without what was done and taken back again.</summary>
    private List<Unsaved> WithoutDetours()
    {
        var straight = new List<Unsaved>();
        foreach (var next in _unsaved)
        {
            if (next.IsBack && straight.LastOrDefault() is { IsBack: false } last && last.Step == next.Step)
            {
                straight.RemoveAt(straight.Count - 1);
            }
            else
            {
                straight.Add(next);
            }
        }

        return straight;
    }

    private static Refusal? Made(TDocument before, IReadOnlyList<TEdit> gesture, out TDocument after)
    {
        var (made, refusal) = before.With(gesture);
        after = made ?? before;
        return refusal;
    }

    private void Put(TDocument document, Step step, bool isBack)
    {
        Document = document;
        _unsaved.Add(new Unsaved(step, document, isBack));
        Changed?.Invoke();
    }

    /// <param name="Name">For people.</param>
    /// <param name="Change">What it did to the text.</param>
    /// <param name="Gesture">How to make it again elsewhere.</param>
    private sealed record Step(LocalizedText Name, TextChange Change, IReadOnlyList<TEdit> Gesture);

    /// <param name="Step">The gesture.</param>
    /// <param name="After">The document that came of it.</param>
    /// <param name="IsBack">Whether it was taken back.</param>
    private sealed record Unsaved(Step Step, TDocument After, bool IsBack);
}
