using System.Collections.Immutable;
using Host.Tickets;
using Workflows.Core.Definitions;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Runtime.Mails;
using Workflows.Runtime.Queries;

namespace Host.Decide;

/// <summary>What the page behind a decision link shows.</summary>
/// <param name="Phase">What it is about.</param>
/// <param name="Key">The key; <see langword="null"/> when there is none.</param>
/// <param name="For">Its person, as a reader; <see langword="null"/> when nobody in office.</param>
public sealed record DecideView(DecidePhase Phase, DecisionKey? Key = null, Actor? For = null)
{
    /// <summary>The task as it is now, when it may be shown.</summary>
    public TaskDetail? Task { get; init; }

    /// <summary>Its instance, when it may be shown.</summary>
    public InstanceDetail? Instance { get; init; }

    /// <summary>The version that the instance is pinned to.</summary>
    public WorkflowPackage? Package { get; init; }

    /// <summary>The outcomes to choose from.</summary>
    public ImmutableArray<TaskOutcome> Outcomes { get; init; } = [];

    /// <summary>What has happened since the mail was made.</summary>
    public ImmutableArray<TrailLine> Changes { get; init; } = [];

    /// <summary>The instance's present revision; 0 when it is not shown.</summary>
    public long Revision => Instance?.Instance.Revision ?? 0;
}
