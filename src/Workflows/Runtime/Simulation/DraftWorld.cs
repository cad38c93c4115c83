using Workflows.Core.Definitions;
using Workflows.Core.Simulation;
using Workflows.Core.Time;
using Workflows.Runtime.Definitions;
using Workflows.Runtime.People;
using Workflows.Runtime.Time;

namespace Workflows.Runtime.Simulation;

/// <summary>The world that drafts are tried and simulated in: the people, units and calendars of now, and the other workflows as they are in use. Only read.</summary>
/// <param name="people">The organisation.</param>
/// <param name="calendars">The calendars.</param>
/// <param name="catalog">The other workflows.</param>
/// <param name="clock">Where the virtual clock begins.</param>
public sealed class DraftWorld(IPeople people, IWorkingCalendars calendars, IDefinitionCatalog catalog, TimeProvider clock)
{
    /// <summary>The world at this moment.</summary>
    public VirtualWorld Now => new()
    {
        Now = clock.GetUtcNow().ToOffset(WorkingCalendar.Default.Offset),
        Organisation = people.Chart,
        Calendar = calendars.Current,
        Calendars = calendars.Units,
        People = [.. people.All.Where(p => p.IsActive).Select(p => p.ToActor())],
    };

    /// <summary>A draft with the workflows that it may start.</summary>
    /// <param name="files">The draft.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="DefinitionUnreadableException">The draft cannot be read.</exception>
    public async Task<IReadOnlyList<WorkflowPackage>> PackagesAsync(IReadOnlyDictionary<string, string> files, CancellationToken cancellationToken = default)
    {
        var draft = WorkflowPackageReader.Read(files);
        var packages = new List<WorkflowPackage> { draft };
        foreach (var version in (await catalog.ListAsync(cancellationToken).ConfigureAwait(false)).Where(v => v.IsCurrent && v.DefinitionId != draft.Definition.DefinitionId))
        {
            if (await catalog.FindAsync(version.DefinitionId, version.Version, cancellationToken).ConfigureAwait(false) is { } other)
            {
                packages.Add(other);
            }
        }

        return packages;
    }
}
