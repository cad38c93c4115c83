namespace Workflows.Runtime.Design;

/// <summary>设计稿: the next version of a workflow while it is being designed. One for each definition, which all who design it share.</summary>
/// <param name="DefinitionId">The definition.</param>
/// <param name="Revision">Counts the savings; 0 = never saved, it is what the newest version says.</param>
/// <param name="BaseVersion">The version that it began with; 0 for a definition that has none.</param>
/// <param name="Files">Text by path, as in a workflow folder.</param>
/// <param name="SavedBy">Person id of who saved it last.</param>
/// <param name="SavedAt">When.</param>
public sealed record DesignDraft(string DefinitionId, long Revision, int BaseVersion, IReadOnlyDictionary<string, string> Files, string SavedBy, DateTimeOffset SavedAt);
