using Workflows.Core;
using Workflows.Core.Forms;
using Workflows.Core.Organisation;
using Workflows.Inspection.Readings;
using Workflows.Runtime.People;

namespace Host.Tasks;

/// <summary>Resolves the named sources of a form's options over organisation and readings.</summary>
public sealed class FormSources(IPeople people, IReadings readings)
{
    /// <summary>The sources as one person sees them.</summary>
    public IFormDataSource For(Actor reader) => new Reader(people, readings, reader);

    private sealed class Reader(IPeople people, IReadings readings, Actor reader) : IFormDataSource
    {
        public async Task<IReadOnlyList<FormOption>> SearchAsync(FormOptionQuery query, CancellationToken cancellationToken = default)
        {
            ArgumentNullException.ThrowIfNull(query);
            var all = await AllAsync(query.Source, query.Argument, cancellationToken);
            var text = query.Text?.Trim() ?? "";
            return [.. all.Where(o => text.Length == 0 || Matches(o, text)).Take(Math.Max(1, query.Limit))];
        }

        public async Task<FormOption?> FindAsync(string source, string? argument, string value, CancellationToken cancellationToken = default) =>
            (await AllAsync(source, argument, cancellationToken)).FirstOrDefault(o => o.Value == value);

        private static bool Matches(FormOption option, string text) =>
            option.Value.Contains(text, StringComparison.OrdinalIgnoreCase)
            || option.Label.Zh.Contains(text, StringComparison.OrdinalIgnoreCase)
            || option.Label.En.Contains(text, StringComparison.OrdinalIgnoreCase);

        private async Task<IEnumerable<FormOption>> AllAsync(string source, string? argument, CancellationToken cancellationToken) => source switch
        {
            FormSource.Units => Units(people.Chart.Units),
            FormSource.Counties => Units(people.Chart.Units.Where(u => u.Tier == OrgTier.County)),
            FormSource.StationsOf when argument is not null => Units(people.Chart.Within(argument).Where(u => u.Tier == OrgTier.Station)),
            FormSource.InspectorsOf when argument is not null => Inspectors(argument),
            FormSource.CustomersOfArea when argument is not null => await CustomersAsync(argument, cancellationToken),
            _ => [],
        };

        private static IEnumerable<FormOption> Units(IEnumerable<OrgUnit> units) =>
            units.OrderBy(u => u.Code, StringComparer.Ordinal).Select(u => new FormOption(u.Code, LocalizedText.Same(u.Name)));

        /// <summary>The inspectors of a station; of a county all those of its stations, with the station's name.</summary>
        private IEnumerable<FormOption> Inspectors(string unit)
        {
            var isStation = people.Chart.Find(unit)?.Tier == OrgTier.Station;
            return from place in people.Chart.Within(unit).OrderBy(u => u.Code, StringComparer.Ordinal)
                   from person in people.Holding(Roles.StationInspector, place.Code)
                   select new FormOption(person.Id, LocalizedText.Same(isStation ? person.Name : $"{person.Name} · {place.Name}"));
        }

        private async Task<IEnumerable<FormOption>> CustomersAsync(string areaNo, CancellationToken cancellationToken) =>
            from customer in await readings.CustomersOfAreaAsync(reader, areaNo, cancellationToken)
            select new FormOption(customer.CustomerNo, LocalizedText.Same($"{customer.Name} · {customer.CustomerNo}"));
    }
}
