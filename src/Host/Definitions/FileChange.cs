namespace Host.Definitions;

/// <summary>What became of a file between two versions.</summary>
public enum FileChangeKind
{
    /// <summary>The same.</summary>
    Same,

    /// <summary>New in the later version.</summary>
    Added,

    /// <summary>Gone in the later version.</summary>
    Removed,

    /// <summary>Its text differs.</summary>
    Changed,
}

/// <summary>A file of a version beside the same file of another.</summary>
/// <param name="Path">Path within the workflow folder.</param>
/// <param name="Kind">What became of it.</param>
/// <param name="Lines">Lines of the later text with what became of each; only for a changed file, and cut down to the surroundings of changes.</param>
/// <param name="Added">Lines added.</param>
/// <param name="Removed">Lines removed.</param>
public sealed record FileChange(string Path, FileChangeKind Kind, IReadOnlyList<LineChange> Lines, int Added, int Removed);

/// <summary>A line of a comparison.</summary>
/// <param name="Sign"><c>+</c> added, <c>-</c> removed, space = the same, <c>…</c> = lines left out.</param>
/// <param name="Text">The line.</param>
public sealed record LineChange(char Sign, string Text);
