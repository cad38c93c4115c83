using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Designer.Forms.Evidence;
using Workflows.Core;
using Workflows.Core.Forms;

namespace Designer.Forms;

/// <summary>What the parts of one rendered form share. The language is fixed for its life, whoever redraws it.</summary>
public sealed class FormSession
{
    private readonly HashSet<string> _touched = new(StringComparer.Ordinal);
    private readonly Func<Task> _changed;
    private ImmutableArray<FieldProblem> _refused = [];

    internal FormSession(FormState state, string idPrefix, Func<Task> changed) => (State, IdPrefix, _changed) = (state, idPrefix, changed);

    /// <summary>The form being filled in.</summary>
    public FormState State { get; }

    /// <summary>Begins the ids of the page's elements, so that two forms can stand on one page.</summary>
    public string IdPrefix { get; }

    /// <summary>The reader's language.</summary>
    public CultureInfo Culture { get; } = CultureInfo.CurrentUICulture;

    /// <summary>Whether nothing can be changed.</summary>
    public bool ReadOnly { get; internal set; }

    /// <summary>Whether problems are shown at fields that nobody has touched yet.</summary>
    public bool ShowsAll { get; private set; }

    /// <summary>Resolves named sources of options.</summary>
    public IFormDataSource? DataSource { get; internal set; }

    /// <summary>Stores photos and files.</summary>
    public IEvidenceUploader? Evidence { get; internal set; }

    /// <summary>Grows when something that concerns every field changes.</summary>
    public int Version { get; private set; }

    /// <summary>The text in the reader's language.</summary>
    public string T(LocalizedText text) => text.For(Culture);

    /// <summary>Id of the element for a field.</summary>
    public string IdOf(string path) => $"{IdPrefix}-{path.Replace('[', '-').Replace("]", "", StringComparison.Ordinal).Replace('.', '-')}";

    /// <summary>What is to be told at a field now: what the form says once it was touched, and what the server refused.</summary>
    public IEnumerable<FieldProblem> ProblemsAt(FieldState field)
    {
        var own = ShowsAll || _touched.Contains(field.Path) ? field.Problems : [];
        var ofForm = ShowsAll ? State.FormProblems.Where(problem => problem.Path == field.Path) : [];
        return own.Concat(ofForm).Concat(_refused.Where(problem => problem.Path == field.Path)).DistinctBy(problem => problem.Message);
    }

    /// <summary>Everything to be told on top of the form.</summary>
    public IReadOnlyList<FieldProblem> Summary() =>
        [.. (ShowsAll ? State.Problems : []).Concat(_refused).DistinctBy(problem => (problem.Path, problem.Message))];

    /// <summary>Whether a field's problems are shown since somebody was there.</summary>
    public bool IsTouched(string path) => _touched.Contains(path);

    /// <summary>Notes that somebody was at a field.</summary>
    /// <returns>Whether that is new.</returns>
    public bool Touch(string path) => _touched.Add(path);

    /// <summary>Changes a value.</summary>
    public Task SetAsync(FieldAddress address, JsonNode? value)
    {
        _ = address.Table is null
            ? State.Set(address.Key, value)
            : State.SetCell(address.Table, address.Row, address.Key, value);
        Forget(address.Table ?? address.Key);
        return _changed();
    }

    /// <summary>Adds a row to a table.</summary>
    public Task AddRowAsync(string table)
    {
        State.AddRow(table);
        Forget(table);
        return _changed();
    }

    /// <summary>Takes a row out of a table. Marks of touched cells go with it, as the rows below move up.</summary>
    public Task RemoveRowAsync(string table, int row)
    {
        State.RemoveRow(table, row);
        _touched.RemoveWhere(path => path.StartsWith($"{table}[", StringComparison.Ordinal));
        Forget(table);
        return _changed();
    }

    internal void ShowAll(bool all)
    {
        if (all != ShowsAll)
        {
            (ShowsAll, Version) = (all, Version + 1);
        }
    }

    internal void Refuse(ImmutableArray<FieldProblem> problems) => (_refused, Version) = (problems, Version + 1);

    // What the server said of a value does not hold for another value.
    private void Forget(string key)
    {
        var left = _refused.RemoveAll(problem => problem.Path == key || problem.Path.StartsWith($"{key}[", StringComparison.Ordinal) || problem.Path.Length == 0);
        if (left.Length != _refused.Length)
        {
            Refuse(left);
        }
    }
}
