using System.Collections.Immutable;
using Designer.Editing.Flows;
using Designer.Editing.Outlines;
using Microsoft.AspNetCore.Components;
using Workflows.Core.Definitions;
using Workflows.Runtime.Definitions;
using Workflows.Runtime.Instances;
using Workflows.Runtime.Live;

namespace Host.Definitions;

/// <summary>One workflow: its drawing, its steps in the words of the business, its forms, its versions and what changed between them.</summary>
public sealed partial class DefinitionPage
{
    private IReadOnlyList<DefinitionVersionInfo> _versions = [];
    private DefinitionVersionInfo? _shown;
    private DefinitionVersionInfo? _previous;
    private WorkflowPackage? _package;
    private DefinitionOutline _outline = new(null, [], [], []);
    private DiagramOutline _drawing = null!;
    private IReadOnlyList<FlowDifference> _differences = [];
    private FlowDifferenceDrawing? _difference;
    private IReadOnlyList<FileChange> _files = [];
    private IReadOnlyDictionary<string, string> _earlier = ImmutableDictionary<string, string>.Empty;
    private IReadOnlyDictionary<string, string> _later = ImmutableDictionary<string, string>.Empty;
    private (string, int?)? _read;
    private string? _form;

    /// <summary>The definition.</summary>
    [Parameter]
    public string DefinitionId { get; set; } = "";

    /// <summary>The version to show; the latest when not given.</summary>
    [Parameter, SupplyParameterFromQuery(Name = "version")]
    public int? Version { get; set; }

    /// <summary>How many running tickets were taken along when this version was published just now.</summary>
    [Parameter, SupplyParameterFromQuery(Name = "moved")]
    public int? Moved { get; set; }

    /// <summary>How many stayed on their versions then.</summary>
    [Parameter, SupplyParameterFromQuery(Name = "stayed")]
    public int? Stayed { get; set; }

    private bool MayDesign => InstanceAuthority.MayOperate(Me.Actor);

    private bool MayStart => MayDesign && _shown is { IsCurrent: true };

    /// <inheritdoc/>
    protected override bool Concerns(Change change) => change.Topic is "definitions" or "instance";

    /// <inheritdoc/>
    protected override Task OnParametersSetAsync() => _read is not null && _read != (DefinitionId, Version) ? ReloadAsync() : Task.CompletedTask;

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        _read = (DefinitionId, Version);
        await Me;
        _versions = [.. (await Catalog.ListAsync(cancellationToken)).Where(v => v.DefinitionId == DefinitionId).OrderByDescending(v => v.Version)];
        var shown = _versions.FirstOrDefault(v => Version is null || v.Version == Version);
        var package = shown is null ? null : await Catalog.FindAsync(DefinitionId, shown.Version, cancellationToken);
        if (package is not null && (_package?.Definition.DefinitionId, _shown?.Version) != (DefinitionId, shown!.Version))
        {
            await ReadAsync(shown, package, cancellationToken);
        }

        (_shown, _package) = (shown, package);
    }

    private async Task ReadAsync(DefinitionVersionInfo shown, WorkflowPackage package, CancellationToken cancellationToken)
    {
        _outline = DefinitionOutline.Of(package.Definition);
        _drawing = DiagramOutline.Of(package.Definition);
        _previous = _versions.FirstOrDefault(v => v.Version < shown.Version);
        var earlier = _previous is null ? null : await Catalog.FilesAsync(DefinitionId, _previous.Version, cancellationToken);
        var later = await Catalog.FilesAsync(DefinitionId, shown.Version, cancellationToken);
        var before = _previous is null ? null : await Catalog.FindAsync(DefinitionId, _previous.Version, cancellationToken);
        _difference = before is null ? null : FlowDifferenceDrawing.Between(before.Definition, package.Definition);
        _differences = before is null ? [] : FlowComparison.Between(before.Definition, package.Definition);
        (_earlier, _later) = (earlier ?? ImmutableDictionary<string, string>.Empty, later ?? ImmutableDictionary<string, string>.Empty);
        _files = FileComparison.Compare(_earlier, _later);
    }
}
