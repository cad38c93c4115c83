namespace Workflows.Core.Forms;

/// <summary>What is looked for in a named source of options.</summary>
/// <param name="Source">One of <see cref="FormSource.Names"/>.</param>
/// <param name="Argument">Value of the source's argument: a unit code, an area number; <see langword="null"/> for sources without one.</param>
/// <param name="Text">Part of a name or code that the person typed; <see langword="null"/> or empty = all.</param>
/// <param name="Limit">Most options wanted, from 1.</param>
public sealed record FormOptionQuery(string Source, string? Argument, string? Text, int Limit);

/// <summary>
/// Resolves the named sources of options. The host gives it to the page, and uses the same one to check what was chosen
/// (<see cref="FormMembership"/>) before a command reaches the engine.
/// </summary>
/// <remarks>Sees only what the person at the form may see. An unknown source or argument has no options.</remarks>
public interface IFormDataSource
{
    /// <summary>The options that match, best first.</summary>
    Task<IReadOnlyList<FormOption>> SearchAsync(FormOptionQuery query, CancellationToken cancellationToken = default);

    /// <summary>The option with exactly this value, or <see langword="null"/> when the source has none.</summary>
    Task<FormOption?> FindAsync(string source, string? argument, string value, CancellationToken cancellationToken = default);
}
