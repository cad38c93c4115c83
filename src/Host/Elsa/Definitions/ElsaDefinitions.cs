using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Designer.Editing.Elsa;
using Designer.Editing.Flows;
using Workflows.Core;
using Workflows.Core.Definitions;
using Workflows.Core.Organisation;
using Workflows.Runtime.Definitions;
using Workflows.Runtime.Design;
using Workflows.Runtime.Queries;

namespace Host.Elsa.Definitions;

/// <summary>
/// Definitions as Elsa's tools think of them – every draft is a version, saving never asks who saved last – kept as everybody else's: one draft for each
/// definition, checks before publishing, versions that never change.
/// </summary>
/// <param name="catalog">The versions.</param>
/// <param name="desk">The drafts.</param>
/// <param name="publishing">Publishes and retracts versions.</param>
/// <param name="hidden">What was deleted here and stays elsewhere.</param>
internal sealed class ElsaDefinitions(IDefinitionCatalog catalog, IDesignDesk desk, IVersionPublishing publishing, IHidden hidden)
{
    private const string File = "workflow.json";
    private const int MaxTries = 5;

    /// <summary>How deep a file may be nested.</summary>
    internal static readonly JsonDocumentOptions Deep = new() { MaxDepth = 128 };

    private static readonly LocalizedText Unreadable = new("这不是一个流程定义：", "This is no workflow definition: ");

    /// <summary>Every version and draft, newest first within a definition.</summary>
    public async Task<IReadOnlyList<ElsaVersion>> ListAsync(Actor by, CancellationToken cancellationToken)
    {
        var versions = (await catalog.ListAsync(cancellationToken)).ToLookup(v => v.DefinitionId, StringComparer.Ordinal);
        var drafts = (await desk.ListAsync(by, cancellationToken)).ToDictionary(d => d.DefinitionId, StringComparer.Ordinal);
        var deleted = await hidden.VersionsAsync(cancellationToken);
        var all = new List<ElsaVersion>();
        foreach (var id in versions.Select(v => v.Key).Union(drafts.Keys).Order(StringComparer.Ordinal))
        {
            var own = versions[id].OrderByDescending(v => v.Version).ToList();
            if (drafts.TryGetValue(id, out var draft))
            {
                var name = (await DraftAsync(id, by, cancellationToken))?.Name ?? id;
                all.Add(new ElsaVersion(id, (own.FirstOrDefault()?.Version ?? 0) + 1, true, false, true, draft.SavedAt, name));
            }

            var shown = own.Where(v => !deleted.Contains((id, v.Version))).ToList();
            all.AddRange(shown.Select((v, i) => new ElsaVersion(id, v.Version, i == 0 && draft is null, v.IsCurrent, false, v.CreatedAt, v.Name)));
        }

        return all;
    }

    /// <summary>The newest version of a definition that is meant.</summary>
    public async Task<ElsaVersion?> FindAsync(string definitionId, VersionChoice choice, Actor by, CancellationToken cancellationToken) =>
        (await ListAsync(by, cancellationToken)).FirstOrDefault(v => v.DefinitionId == definitionId && choice.Takes(v));

    /// <summary>The version with this id.</summary>
    public async Task<ElsaVersion?> FindAsync(string versionId, Actor by, CancellationToken cancellationToken) =>
        (await ListAsync(by, cancellationToken)).FirstOrDefault(v => v.Id == versionId);

    /// <summary>What a version says; <see langword="null"/> when it is gone meanwhile.</summary>
    public async Task<WorkflowDefinition?> ReadAsync(ElsaVersion version, Actor by, CancellationToken cancellationToken)
    {
        if (version.IsDraft)
        {
            return await DraftAsync(version.DefinitionId, by, cancellationToken);
        }

        return await catalog.FilesAsync(version.DefinitionId, version.Version, cancellationToken) is { } files ? FlowDocument.Read(files[File]).Reading : null;
    }

    /// <summary>Saves what Elsa Studio sends: only what was changed is taken into the draft.</summary>
    /// <param name="model">The whole definition; a new one when it has no id that is known.</param>
    /// <param name="by">Who.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The definition that was saved, or why not.</returns>
    public async Task<(string? DefinitionId, Refusal? Refusal)> SaveAsync(JsonObject model, Actor by, CancellationToken cancellationToken)
    {
        var id = JsonRead.Text(model, "definitionId") is { Length: > 0 } given ? given : await FreeIdAsync(JsonRead.Text(model, "name"), by, cancellationToken);
        return await WriteAsync(id, current => current is null ? ElsaMerge.Begin(model, id).Text : ElsaMerge.Apply(FlowDocument.Read(current), model).Text, by, cancellationToken);
    }

    /// <summary>Takes a file in as it is: every byte of it becomes the draft.</summary>
    public async Task<(string? DefinitionId, Refusal? Refusal)> ImportAsync(string text, string? definitionId, Actor by, CancellationToken cancellationToken)
    {
        JsonObject file;
        try
        {
            file = JsonNode.Parse(text.TrimStart('\uFEFF'), documentOptions: Deep) as JsonObject ?? throw new JsonException("not an object");
        }
        catch (JsonException exception)
        {
            return (null, new Refusal("definition.invalid", new LocalizedText(Unreadable.Zh + exception.Message, Unreadable.En + exception.Message)));
        }

        var own = JsonRead.Text(WorkflowLibrary.Unwrap(file), "definitionId");
        var id = definitionId ?? (own is { Length: > 0 } ? own : await FreeIdAsync(JsonRead.Text(WorkflowLibrary.Unwrap(file), "name"), by, cancellationToken));
        var content = own == id ? text : ElsaMerge.Begin(WorkflowLibrary.Unwrap(file), id).Text;
        return await WriteAsync(id, _ => content, by, cancellationToken);
    }

    /// <summary>Makes the newest version, draft or not, the one that new instances start on.</summary>
    public async Task<(bool AlreadyPublished, Refusal? Refusal, IReadOnlyList<FolderProblem> Problems)> PublishAsync(string definitionId, Actor by, CancellationToken cancellationToken)
    {
        if (await desk.OpenAsync(definitionId, by, cancellationToken) is { Revision: > 0 } draft)
        {
            var outcome = await desk.PublishAsync(draft, "", by, overNewer: true, cancellationToken);
            if (outcome.Version is not null || outcome.Refusal?.Code != "design.unchanged")
            {
                return (false, outcome.Refusal, outcome.Problems);
            }

            await desk.DiscardAsync(draft, by, cancellationToken); // it says what the newest version says
            await ShowNewestAsync(definitionId, cancellationToken);
        }

        return await FindAsync(definitionId, VersionChoice.Latest, by, cancellationToken) switch
        {
            null => (false, Api.Problems.NotFound, []),
            { IsPublished: true } => (true, null, []),
            var newest => (false, await publishing.SetPublishedAsync(definitionId, newest.Version, isPublished: true, by, cancellationToken), []),
        };
    }

    /// <summary>No new instances start on any version.</summary>
    public async Task<Refusal?> RetractAsync(string definitionId, Actor by, CancellationToken cancellationToken)
    {
        foreach (var version in (await catalog.ListAsync(cancellationToken)).Where(v => v.DefinitionId == definitionId && v.IsPublished))
        {
            if (await publishing.SetPublishedAsync(definitionId, version.Version, isPublished: false, by, cancellationToken) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    /// <summary>A version on which an instance can be started: a draft becomes an unpublished version for it, since what instances run on never changes.</summary>
    public async Task<(int? Version, Refusal? Refusal, IReadOnlyList<FolderProblem> Problems)> StartableAsync(ElsaVersion version, Actor by, CancellationToken cancellationToken)
    {
        if (!version.IsDraft || await desk.OpenAsync(version.DefinitionId, by, cancellationToken) is not { Revision: > 0 } draft)
        {
            return (version.Version, null, []);
        }

        var outcome = await desk.FreezeAsync(draft, by, cancellationToken);
        if (outcome.Refusal?.Code == "design.unchanged")
        {
            await desk.DiscardAsync(draft, by, cancellationToken);
            await ShowNewestAsync(version.DefinitionId, cancellationToken);
            return (version.Version - 1, null, []);
        }

        return (outcome.Version?.Version, outcome.Refusal, outcome.Problems);
    }

    /// <summary>The draft becomes what a version says.</summary>
    public async Task<Refusal?> RevertAsync(string definitionId, int version, Actor by, CancellationToken cancellationToken)
    {
        if (await catalog.FilesAsync(definitionId, version, cancellationToken) is not { } files || await desk.OpenAsync(definitionId, by, cancellationToken) is not { } draft)
        {
            return Api.Problems.NotFound;
        }

        return (await desk.SaveAsync(draft, files, by, cancellationToken)).Refusal;
    }

    /// <summary>Deletes a definition, or one version of it. What instances ran on is retracted instead, and shown here no more.</summary>
    public async Task<Refusal?> DeleteAsync(string definitionId, int? version, Actor by, CancellationToken cancellationToken)
    {
        var all = (await ListAsync(by, cancellationToken)).Where(v => v.DefinitionId == definitionId && (version is null || v.Version == version)).ToList();
        foreach (var one in all)
        {
            if (await (one.IsDraft ? DiscardAsync(definitionId, by, cancellationToken) : DeleteAsync(one, by, cancellationToken)) is { } refusal)
            {
                return refusal;
            }
        }

        return all.Count == 0 ? Api.Problems.NotFound : null;
    }

    private async Task<Refusal?> DiscardAsync(string definitionId, Actor by, CancellationToken cancellationToken) =>
        await desk.OpenAsync(definitionId, by, cancellationToken) is { } draft ? await desk.DiscardAsync(draft, by, cancellationToken) : null;

    private async Task<Refusal?> DeleteAsync(ElsaVersion version, Actor by, CancellationToken cancellationToken)
    {
        var refusal = await publishing.DeleteAsync(version.DefinitionId, version.Version, by, cancellationToken);
        if (refusal?.Code != "definition.in-use")
        {
            return refusal;
        }

        if (await publishing.SetPublishedAsync(version.DefinitionId, version.Version, isPublished: false, by, cancellationToken) is { } notRetracted)
        {
            return notRetracted;
        }

        await hidden.HideAsync(version.DefinitionId, version.Version, by, cancellationToken);
        return null;
    }

    private async Task<WorkflowDefinition?> DraftAsync(string definitionId, Actor by, CancellationToken cancellationToken) =>
        await desk.OpenAsync(definitionId, by, cancellationToken) is { } draft ? FlowDocument.Read(draft.Files[File]).Reading : null;

    /// <summary>Writes the draft's definition; when somebody else saves at the same moment, on top of theirs.</summary>
    private async Task<(string? DefinitionId, Refusal? Refusal)> WriteAsync(string definitionId, Func<string?, string> write, Actor by, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var draft = await desk.OpenAsync(definitionId, by, cancellationToken);
            string text;
            try
            {
                text = write(draft?.Files[File]);
            }
            catch (DefinitionUnreadableException exception)
            {
                return (null, new Refusal("definition.invalid", exception.Reason ?? LocalizedText.Same(exception.Message)));
            }

            if (draft is not null && draft.Files[File] == text)
            {
                await ShowNewestAsync(definitionId, cancellationToken);
                return (definitionId, null);
            }

            var outcome = draft is null
                ? await desk.ImportAsync(definitionId, new Dictionary<string, string> { [File] = text }, by, cancellationToken: cancellationToken)
                : await desk.SaveAsync(draft, new Dictionary<string, string>(draft.Files) { [File] = text }, by, cancellationToken);
            if (outcome.Refusal?.Code is not ("design.stale" or "design.id-taken" or "design.draft-there") || attempt == MaxTries)
            {
                return (outcome.Refusal is null ? definitionId : null, outcome.Refusal);
            }
        }
    }

    /// <summary>What was deleted and is wanted again, word for word, is there again.</summary>
    private async Task ShowNewestAsync(string definitionId, CancellationToken cancellationToken)
    {
        if ((await catalog.ListAsync(cancellationToken)).FirstOrDefault(v => v.DefinitionId == definitionId && v.IsLatest) is { } newest)
        {
            await hidden.ShowAsync(definitionId, newest.Version, cancellationToken);
        }
    }

    /// <summary>An id made of a name, which nothing has yet.</summary>
    private async Task<string> FreeIdAsync(string? name, Actor by, CancellationToken cancellationToken)
    {
        var words = new StringBuilder();
        foreach (var letter in (name ?? "").ToLowerInvariant())
        {
            words.Append(char.IsAsciiLetterOrDigit(letter) ? letter : '-');
        }

        var stem = string.Join('-', words.ToString().Split('-', StringSplitOptions.RemoveEmptyEntries));
        stem = stem.Length == 0 || !char.IsAsciiLetter(stem[0]) ? $"workflow-{stem}".TrimEnd('-') : stem;
        stem = stem[..Math.Min(stem.Length, 56)];
        var taken = (await catalog.ListAsync(cancellationToken)).Select(v => v.DefinitionId).Concat((await desk.ListAsync(by, cancellationToken)).Select(d => d.DefinitionId)).ToHashSet(StringComparer.Ordinal);
        return Enumerable.Range(1, int.MaxValue).Select(n => n == 1 ? stem : $"{stem}-{n}").First(id => !taken.Contains(id));
    }
}
