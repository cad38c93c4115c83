using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Runtime.Queries;

namespace Host.Operations;

/// <summary>An open incident with the instance that it parks.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="Incident">What went wrong.</param>
public sealed record IncidentRow(InstanceItem Instance, Incident Incident)
{
    /// <summary>The open incidents that the reader may see, oldest first.</summary>
    /// <param name="atMost">Instances looked at, 1–200.</param>
    public static async Task<IReadOnlyList<IncidentRow>> ReadAsync(IInstanceQueries instances, Actor reader, int atMost, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(instances);
        var page = await instances.InstancesAsync(reader, new InstanceFilter(HasIncidents: true, Take: atMost), cancellationToken).ConfigureAwait(false);
        List<IncidentRow> rows = [];
        foreach (var item in page.Items)
        {
            if (await instances.FindInstanceAsync(reader, item.InstanceId, cancellationToken).ConfigureAwait(false) is { } detail)
            {
                rows.AddRange(detail.Instance.Incidents.Select(incident => new IncidentRow(item, incident)));
            }
        }

        return [.. rows.OrderBy(r => r.Incident.At)];
    }
}
