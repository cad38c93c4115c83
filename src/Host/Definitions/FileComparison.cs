namespace Host.Definitions;

/// <summary>Compares the files of two versions of a workflow folder.</summary>
public static class FileComparison
{
    private const int Surroundings = 3;
    private const int MostCells = 4_000_000;

    /// <summary>Every file of either version, changed ones first.</summary>
    /// <param name="earlier">Texts by path; empty for a first version.</param>
    /// <param name="later">Texts by path.</param>
    public static IReadOnlyList<FileChange> Compare(IReadOnlyDictionary<string, string> earlier, IReadOnlyDictionary<string, string> later)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        ArgumentNullException.ThrowIfNull(later);
        return [.. earlier.Keys.Union(later.Keys).Select(path => One(path, earlier.GetValueOrDefault(path), later.GetValueOrDefault(path))).OrderBy(f => f.Kind == FileChangeKind.Same).ThenBy(f => f.Path, StringComparer.Ordinal)];
    }

    private static FileChange One(string path, string? before, string? after)
    {
        if (before is null || after is null)
        {
            var lines = Lines(before ?? after!).Length;
            return before is null ? new FileChange(path, FileChangeKind.Added, [], lines, 0) : new FileChange(path, FileChangeKind.Removed, [], 0, lines);
        }

        if (before == after)
        {
            return new FileChange(path, FileChangeKind.Same, [], 0, 0);
        }

        var all = Diff(Lines(before), Lines(after));
        return new FileChange(path, FileChangeKind.Changed, Shorten(all), all.Count(l => l.Sign == '+'), all.Count(l => l.Sign == '-'));
    }

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").Split('\n');

    private static List<LineChange> Diff(string[] a, string[] b)
    {
        var head = 0;
        while (head < a.Length && head < b.Length && a[head] == b[head])
        {
            head++;
        }

        var tail = 0;
        while (tail < a.Length - head && tail < b.Length - head && a[^(tail + 1)] == b[^(tail + 1)])
        {
            tail++;
        }

        List<LineChange> lines = [.. a.Take(head).Select(Same)];
        lines.AddRange(Middle(a[head..^tail], b[head..^tail]));
        lines.AddRange(a.Skip(a.Length - tail).Select(Same));
        return lines;
    }

    private static IEnumerable<LineChange> Middle(string[] a, string[] b)
    {
        if ((long)a.Length * b.Length > MostCells)
        {
            // Too different to be worth the memory: everything old, then everything new.
            return a.Select(t => new LineChange('-', t)).Concat(b.Select(t => new LineChange('+', t)));
        }

        var common = new int[a.Length + 1, b.Length + 1];
        for (var i = a.Length - 1; i >= 0; i--)
        {
            for (var j = b.Length - 1; j >= 0; j--)
            {
                common[i, j] = a[i] == b[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        return Walk(a, b, common);
    }

    private static IEnumerable<LineChange> Walk(string[] a, string[] b, int[,] common)
    {
        var (i, j) = (0, 0);
        while (i < a.Length || j < b.Length)
        {
            if (i < a.Length && j < b.Length && a[i] == b[j])
            {
                yield return Same(a[i++]);
                j++;
            }
            else if (j == b.Length || (i < a.Length && common[i + 1, j] >= common[i, j + 1]))
            {
                yield return new LineChange('-', a[i++]);
            }
            else
            {
                yield return new LineChange('+', b[j++]);
            }
        }
    }

    private static List<LineChange> Shorten(List<LineChange> all)
    {
        var near = new bool[all.Count];
        for (var i = 0; i < all.Count; i++)
        {
            if (all[i].Sign != ' ')
            {
                for (var k = Math.Max(0, i - Surroundings); k <= Math.Min(all.Count - 1, i + Surroundings); k++)
                {
                    near[k] = true;
                }
            }
        }

        List<LineChange> shown = [];
        for (var i = 0; i < all.Count; i++)
        {
            if (near[i])
            {
                shown.Add(all[i]);
            }
            else if (shown.Count == 0 || shown[^1].Sign != '…')
            {
                shown.Add(new LineChange('…', ""));
            }
        }

        return shown;
    }

    private static LineChange Same(string text) => new(' ', text);
}
