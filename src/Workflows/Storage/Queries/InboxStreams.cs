using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Workflows.Core.Organisation;
using Workflows.Runtime.Queries;
using Workflows.Storage.Tasks;
using Workflows.Storage.Writing;

namespace Workflows.Storage.Queries;

/// <summary>
/// What lies in the inbox of a reader, as one statement: a stream of rows for each key of the reader and of those for whom the reader stands in, each in the
/// order of the index, merged by the database only as far as the page goes. A task that lies under several keys comes from the first of them.
/// </summary>
/// <remarks>
/// The form is one in which both databases merge: the streams say their order, the outer query shows what it orders by, and conditions on other tables ask
/// for a value, because of <c>EXISTS</c> PostgreSQL makes a join and sorts. A test reads the plans.
/// </remarks>
internal sealed class InboxStreams
{
    private readonly ImmutableArray<Holder> _holders;
    private readonly string _reader;
    private readonly bool _innerLimits;
    private readonly StringBuilder _sql = new();
    private readonly List<object> _values = [];

    private InboxStreams(Actor reader, Dialect dialect)
    {
        _reader = reader.PersonId;
        _innerLimits = dialect.WantsInnerLimits;
        _holders = [new Holder(reader, null), .. reader.StandsIn.Select(s => new Holder(s.Absent, s.DefinitionId))];
    }

    /// <summary>A page of task ids in their order, each with whose task it is: 0 = the reader's own, n = of the n-th absent person.</summary>
    /// <param name="dialect">What the database wants to be told.</param>
    /// <param name="reader">Whose inbox.</param>
    /// <param name="filter">Any view but <see cref="InboxView.Done"/>.</param>
    /// <param name="take">How many ids.</param>
    /// <param name="now">For what is overdue.</param>
    public static SqlText Page(Dialect dialect, Actor reader, InboxFilter filter, int take, DateTimeOffset now)
    {
        var streams = new InboxStreams(reader, dialect);
        streams._sql.Append("SELECT task_id, place, due_at, created_at FROM (");
        var skip = Math.Max(0, filter.Skip);
        streams.AddView(filter, now, skip + take);
        streams._sql.Append(CultureInfo.InvariantCulture, $") merged ORDER BY due_at, created_at, task_id LIMIT {streams.Value(take)} OFFSET {streams.Value(skip)}");
        return new SqlText(streams._sql.ToString(), streams._values);
    }

    /// <summary>How many tasks each filter finds, in one row.</summary>
    /// <param name="dialect">What the database wants to be told.</param>
    /// <param name="reader">Whose inbox.</param>
    /// <param name="filters">Any views but <see cref="InboxView.Done"/>.</param>
    /// <param name="most">None is counted further.</param>
    /// <param name="now">For what is overdue.</param>
    public static SqlText Counts(Dialect dialect, Actor reader, IEnumerable<InboxFilter> filters, int most, DateTimeOffset now)
    {
        var streams = new InboxStreams(reader, dialect);
        foreach (var filter in filters)
        {
            streams._sql.Append(streams._sql.Length == 0 ? "SELECT " : ", ").Append("(SELECT COUNT(*) FROM (");
            streams.AddView(filter, now, most);
            streams._sql.Append(CultureInfo.InvariantCulture, $" LIMIT {streams.Value(most)}) counted)");
        }

        return new SqlText(streams._sql.ToString(), streams._values);
    }

    private void AddView(InboxFilter filter, DateTimeOffset now, int most)
    {
        var (first, last) = filter.View switch
        {
            InboxView.Mine or InboxView.Pool => (0, 0),
            InboxView.ForOthers => (1, _holders.Length - 1),
            _ => (0, _holders.Length - 1),
        };
        var isFirst = true;
        for (var place = first; place <= last; place++)
        {
            var keys = Keys(_holders[place], filter.View);
            for (var i = 0; i < keys.Length; i++)
            {
                _sql.Append(isFirst ? "" : " UNION ALL ").Append("SELECT * FROM (");
                _sql.Append(CultureInfo.InvariantCulture, $"SELECT r.task_id, {place} AS place, r.due_at, r.created_at FROM inbox r WHERE r.key = {Value(keys[i])}");
                AddFilter(filter, now); // first, since it is cheap
                AddAccess(place, keys[i] == _holders[place].Mine ? [] : keys[..i]); // what somebody has lies in no pool
                _sql.Append(CultureInfo.InvariantCulture, $" ORDER BY r.due_at, r.created_at, r.task_id{(_innerLimits ? $" LIMIT {Value(most)}" : "")}) s{place}_{i}");
                isFirst = false;
            }
        }

        if (isFirst)
        {
            _sql.Append("SELECT task_id, 0 AS place, due_at, created_at FROM inbox WHERE 1 = 0"); // nobody is away
        }
    }

    private static string[] Keys(Holder holder, InboxView view) => view switch
    {
        InboxView.Mine => [holder.Mine],
        InboxView.Pool => holder.Pools,
        _ => [.. holder.Pools, holder.Mine],
    };

    /// <summary>Only what the holder may do and what comes from no stream before: neither from an earlier key of the same holder nor from an earlier holder.</summary>
    private void AddAccess(int place, string[] before)
    {
        AddConditions(_holders[place], "r");
        if (before.Length > 0)
        {
            _sql.Append(CultureInfo.InvariantCulture, $" AND (SELECT 1 FROM inbox o WHERE o.task_id = r.task_id AND o.key IN ({List(before)}) LIMIT 1) IS NULL");
        }

        for (var earlier = 0; earlier < place; earlier++)
        {
            _sql.Append(CultureInfo.InvariantCulture, $" AND (SELECT 1 FROM inbox o WHERE o.task_id = r.task_id AND o.key IN ({List([.. _holders[earlier].Pools, _holders[earlier].Mine])})");
            AddConditions(_holders[earlier], "o");
            _sql.Append(" LIMIT 1) IS NULL");
        }
    }

    /// <summary>Neither the holder nor the reader is ruled out, and the workflow is one for which the reader stands in.</summary>
    private void AddConditions(Holder holder, string row)
    {
        foreach (var person in (string[])[.. new[] { holder.PersonId, _reader }.Distinct(StringComparer.Ordinal)])
        {
            _sql.Append(CultureInfo.InvariantCulture, $" AND (SELECT 1 FROM task_exclusions e WHERE e.task_id = {row}.task_id AND e.person_id = {Value(person)}) IS NULL");
        }

        if (holder.DefinitionId is { } definition)
        {
            _sql.Append(CultureInfo.InvariantCulture, $" AND (SELECT i.definition_id FROM instances i WHERE i.id = {row}.instance_id) = {Value(definition)}");
        }
    }

    private void AddFilter(InboxFilter filter, DateTimeOffset now)
    {
        if (filter.View == InboxView.Overdue)
        {
            _sql.Append(CultureInfo.InvariantCulture, $" AND r.due_at < {Value(now.UtcTicks)}");
        }

        if (InboxText.Pattern(filter.Search) is { } pattern)
        {
            _sql.Append(CultureInfo.InvariantCulture, $" AND r.search LIKE {Value(pattern)} ESCAPE '\\'");
        }
    }

    private string List(string[] keys) => string.Join(", ", keys.Select(Value));

    private string Value(object value)
    {
        _values.Add(value);
        return $"@p{_values.Count - 1}";
    }

    /// <summary>Somebody in whose place the reader may act; first of all the reader.</summary>
    private sealed class Holder(Actor person, string? definitionId)
    {
        public string PersonId => person.PersonId;

        /// <summary>Only tasks of this workflow; <see langword="null"/> = of any.</summary>
        public string? DefinitionId => definitionId;

        public string Mine { get; } = InboxKeys.OfAssignee(person.PersonId);

        public string[] Pools { get; } = InboxKeys.OfCandidate(person);
    }
}
