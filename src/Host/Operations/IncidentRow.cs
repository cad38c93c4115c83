using Host.Definitions;
using Workflows.Core;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Runtime.Definitions;
using Workflows.Runtime.Queries;

namespace Host.Operations;

/// <summary>An open incident with the instance that it parks.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="Incident">What went wrong.</param>
/// <param name="Step">What the failed step is called.</param>
public sealed record IncidentRow(InstanceItem Instance, Incident Incident, LocalizedText Step)
{
    /// <summary>The open incidents that the reader may see, oldest first.</summary>
    /// <param name="instances">Where instances are found.</param>
    /// <param name="catalog">Where their definitions are found.</param>
    /// <param name="reader">Who reads.</param>
    /// <param name="atMost">Instances looked at, 1–200.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<IReadOnlyList<IncidentRow>> ReadAsync(IInstanceQueries instances, IDefinitionCatalog catalog, Actor reader, int atMost, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(instances);
        ArgumentNullException.ThrowIfNull(catalog);
        var page = await instances.InstancesAsync(reader, new InstanceFilter(HasIncidents: true, Take: atMost), cancellationToken).ConfigureAwait(false);
        List<IncidentRow> rows = [];
        foreach (var item in page.Items)
        {
            if (await instances.FindInstanceAsync(reader, item.InstanceId, cancellationToken).ConfigureAwait(false) is { } detail)
            {
                var package = await catalog.FindAsync(item.DefinitionId, item.DefinitionVersion, cancellationToken).ConfigureAwait(false);
                rows.AddRange(detail.Instance.Incidents.Select(incident => new IncidentRow(item, incident, StepWords.Of(package, incident.ActivityId, incident.ActivityType))));
            }
        }

        return [.. rows.OrderBy(r => r.Incident.At)];
    }
}
