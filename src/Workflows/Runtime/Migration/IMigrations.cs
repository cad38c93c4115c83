using System.Collections.Immutable;
using Workflows.Core;
using Workflows.Core.Instances;
using Workflows.Core.Migration;
using Workflows.Core.Organisation;

namespace Workflows.Runtime.Migration;

/// <summary>Moves running instances of a definition from one version to another: plan, preview with a verdict per instance, apply.</summary>
public interface IMigrations
{
    /// <summary>What would come of it; changes nothing.</summary>
    /// <param name="by">Who asks.</param>
    /// <param name="request">The plan.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<MigrationPreview> PreviewAsync(Actor by, MigrationRequest request, CancellationToken cancellationToken = default);

    /// <summary>What would come of it if a draft were published and instances moved to it; changes nothing.</summary>
    /// <param name="by">Who asks.</param>
    /// <param name="files">The draft.</param>
    /// <param name="from">The version that instances are on.</param>
    /// <param name="moves">Activities that have another id in the draft: old id to new id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<MigrationPreview> PreviewDraftAsync(Actor by, IReadOnlyDictionary<string, string> files, int from, ImmutableDictionary<string, string> moves, CancellationToken cancellationToken = default);

    /// <summary>Moves every instance that can move, one command each; the others stay where they are and say why. May be repeated.</summary>
    /// <param name="commandId">The ids of the commands are derived from it.</param>
    /// <param name="by">Who wants it.</param>
    /// <param name="request">The plan.</param>
    /// <param name="reason">Why; stands in every trail.</param>
    /// <param name="progress">Hears how many instances are dealt with; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops between two instances; what has moved stays moved.</param>
    Task<MigrationReport> ApplyAsync(Guid commandId, Actor by, MigrationRequest request, string reason, IProgress<int>? progress = null, CancellationToken cancellationToken = default);
}

/// <summary>A plan as a person gives it.</summary>
/// <param name="DefinitionId">The definition.</param>
/// <param name="From">The version that instances are on.</param>
/// <param name="To">The version they are to go on with; may be an earlier one.</param>
/// <param name="Moves">Activities that have another id there: old id to new id.</param>
public sealed record MigrationRequest(string DefinitionId, int From, int To, ImmutableDictionary<string, string> Moves);

/// <summary>What a migration would do.</summary>
/// <param name="Refusal">Why there is no preview; <see langword="null"/> when there is one.</param>
/// <param name="Problems">Moves of the plan that have no effect.</param>
/// <param name="Choices">For each activity that an instance is at and that the new version lacks: what it could become.</param>
/// <param name="Instances">A verdict for each instance that runs on the old version, the oldest first.</param>
public sealed record MigrationPreview(Refusal? Refusal, ImmutableArray<LocalizedText> Problems, ImmutableArray<MoveChoice> Choices, ImmutableArray<InstanceVerdict> Instances);

/// <summary>An activity for which a move is wanted.</summary>
/// <param name="ActivityId">Its id in the old version.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Candidates">What it could become: ids with titles.</param>
public sealed record MoveChoice(string ActivityId, LocalizedText Title, IReadOnlyDictionary<string, LocalizedText> Candidates);

/// <summary>A verdict with what people know the instance by.</summary>
/// <param name="Header">Number, title, stage.</param>
/// <param name="Verdict">Whether it can move.</param>
public sealed record InstanceVerdict(InstanceHeader Header, MigrationVerdict Verdict);

/// <summary>What a migration did.</summary>
/// <param name="Refusal">Why nothing was done; <see langword="null"/> otherwise.</param>
/// <param name="Moved">How many instances go on with the new version.</param>
/// <param name="Stayed">Those that stayed, with the reason.</param>
public sealed record MigrationReport(Refusal? Refusal, int Moved, ImmutableArray<InstanceRefusal> Stayed);

/// <summary>An instance that was not moved.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="Number">Its number, if any.</param>
/// <param name="Refusal">Why.</param>
public sealed record InstanceRefusal(Guid InstanceId, string? Number, Refusal Refusal);
