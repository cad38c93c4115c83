using Workflows.Core;
using Workflows.Core.Forms;
using Workflows.Core.Organisation;
using Workflows.Inspection.Inspectors;
using Workflows.Inspection.Readings;
using Workflows.Runtime.People;

namespace Host.Tasks;

/// <summary>Resolves the named sources of a form's options over organisation and readings.</summary>
public sealed class FormSources(IPeople people, IReadings readings, InspectorDesk inspectors)
{
    /// <summary>The sources as one person sees them.</summary>
    public IFormDataSource For(Actor reader) => new Reader(people, readings, inspectors, reader);

    private sealed class Reader(IPeople people, IReadings readings, InspectorDesk inspectors, Actor reader) : IFormDataSource
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
            FormSource.InspectorsOf when argument is not null => await InspectorsAsync(argument, cancellationToken),
            FormSource.CustomersOfArea when argument is not null => await CustomersAsync(argument, cancellationToken),
            _ => [],
        };

        private static IEnumerable<FormOption> Units(IEnumerable<OrgUnit> units) =>
            units.OrderBy(u => u.Code, StringComparer.Ordinal).Select(u => new FormOption(u.Code, LocalizedText.Same(u.Name)));

        /// <summary>The inspectors of a station, with how busy they are; of a county all those of its stations, with the station's name. Who has as many tasks as the register allows is left out.</summary>
        private async Task<IEnumerable<FormOption>> InspectorsAsync(string unit, CancellationToken cancellationToken)
        {
            var isStation = people.Chart.Find(unit)?.Tier == OrgTier.Station;
            return from inspector in await inspectors.FreeAsync(unit, cancellationToken)
                   let name = isStation ? inspector.Person.Name : $"{inspector.Person.Name} · {people.Chart.Find(inspector.Person.Unit)?.Name}"
                   select new FormOption(inspector.Person.Id, Busy(name, inspector));
        }

        private static LocalizedText Busy(string name, Inspector inspector) => inspector switch
        {
            { Record.Cap: { } cap } => new($"{name}（在办 {inspector.OpenTasks}/{cap}）", $"{name} ({inspector.OpenTasks} of {cap} tasks)"),
            { OpenTasks: > 0 } => new($"{name}（在办 {inspector.OpenTasks}）", $"{name} ({inspector.OpenTasks} tasks)"),
            _ => LocalizedText.Same(name),
        };

        private async Task<IEnumerable<FormOption>> CustomersAsync(string areaNo, CancellationToken cancellationToken) =>
            from customer in await readings.CustomersOfAreaAsync(reader, areaNo, cancellationToken)
            select new FormOption(customer.CustomerNo, LocalizedText.Same($"{customer.Name} · {customer.CustomerNo}"));
    }
}
