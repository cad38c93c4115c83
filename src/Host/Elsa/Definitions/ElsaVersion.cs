namespace Host.Elsa.Definitions;

/// <summary>A version of a definition as Elsa sees it: a published one, an earlier one, or the draft of the next.</summary>
/// <param name="DefinitionId">The definition.</param>
/// <param name="Version">Its number; a draft has the number that it will get.</param>
/// <param name="IsLatest">Whether there is none after it.</param>
/// <param name="IsPublished">Whether new instances start on it.</param>
/// <param name="IsDraft">Whether it can still change.</param>
/// <param name="CreatedAt">When it was made or saved last.</param>
/// <param name="Name">Name for people.</param>
internal sealed record ElsaVersion(string DefinitionId, int Version, bool IsLatest, bool IsPublished, bool IsDraft, DateTimeOffset CreatedAt, string Name)
{
    /// <summary>What Elsa calls the id of the version.</summary>
    public string Id => IdOf(DefinitionId, Version);

    /// <summary>The id of a version.</summary>
    public static string IdOf(string definitionId, int version) => $"{definitionId}:{version}";
}
