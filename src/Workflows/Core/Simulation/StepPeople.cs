using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Core.Definitions;
using Workflows.Core.Expressions;
using Workflows.Core.Flow.Activities;
using Workflows.Core.Flow.Approvals;
using Workflows.Core.Flow.Tasks;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Core.Time;

namespace Workflows.Core.Simulation;

/// <summary>
/// Tells who would get a step now: the engine itself begins the step, alone in a flow of its own, and the tasks that it makes are looked at. So roles,
/// relations, expressions, exclusions and fallbacks mean here what they mean when it runs.
/// </summary>
public sealed class StepPeople
{
    /// <summary>The members of a step that say who does it; the rest (form, due time, mail) would only ask for values that are not there.</summary>
    private static readonly string[] Members =
        ["id", "type", "version", "name", "title", "assignee", "candidates", "excluded", "requester", "approvers", "fallback", "onEmpty", "mode", "needed", "mayApproveOwn"];

    private readonly WorkflowDefinition _definition;
    private readonly ActivityNode _step;
    private readonly ImmutableArray<string> _reads;

    /// <summary>Looks at a step.</summary>
    /// <param name="definition">The definition.</param>
    /// <param name="step">A task or an approval of it.</param>
    public StepPeople(WorkflowDefinition definition, ActivityNode step)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(step);
        (_definition, _step) = (definition, step);
        var expressions = Expressions(step).ToArray();
        _reads = [.. expressions.SelectMany(e => Reads(e.Expression)).Distinct()];
        Assumed =
        [
            .. from expression in expressions
               where expression.Use is not Use.Exclusion
               from path in Reads(expression.Expression)
               where !_reads.Any(r => r.StartsWith(path + ".", StringComparison.Ordinal))
               group expression.Use by path into used
               select new AssumedValue(used.Key, used.Contains(Use.Unit)),
        ];
        AsksForStarter = expressions.Any(e => e.Expression is { Kind: ExpressionKind.JavaScript } script && script.Script.Names.Contains("starter"))
            || (step.Kind is ApprovalActivity && step.Input("requester") is null && !ApprovalSpec.Of(step).MayApproveOwn);
    }

    private enum Use
    {
        Unit,
        Person,
        Exclusion,
    }

    /// <summary>The values of the running instance that the choice depends on.</summary>
    public ImmutableArray<AssumedValue> Assumed { get; }

    /// <summary>Whether it depends on who starts the instance.</summary>
    public bool AsksForStarter { get; }

    /// <summary>Whether a step asks people at all.</summary>
    public static bool Has(ActivityNode step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return step.Kind is UserTaskActivity or ApprovalActivity;
    }

    /// <summary>What a step says of who does it, without its name: steps that say the same are given to the same people.</summary>
    internal static JsonObject Choice(ActivityNode step) => new(step.Json.Where(m => m.Key is not ("id" or "name" or "title") && Members.Contains(m.Key)).Select(m => KeyValuePair.Create(m.Key, m.Value?.DeepClone())));

    /// <summary>Who would get it.</summary>
    /// <param name="organisation">Units and people as they are now.</param>
    /// <param name="starter">Who starts the instance; <see langword="null"/> = a machine does.</param>
    /// <param name="assumed">Codes of units and ids of people by <see cref="AssumedValue.Path"/>; what is missing is not known.</param>
    public PeopleNow Of(OrgChart organisation, Actor? starter, IReadOnlyDictionary<string, string>? assumed = null)
    {
        ArgumentNullException.ThrowIfNull(organisation);
        var start = new StartInstance(new Guid(1, 0, 0x7000, [0x80, 0, 0, 0, 0, 0, 0, 0]), new Guid(2, 0, 0x7000, [0x80, 0, 0, 0, 0, 0, 0, 0]), starter ?? Actor.System("check"), []);
        var next = Engine.Decide(Alone(assumed ?? ImmutableDictionary<string, string>.Empty), null, start, new DecisionContext(default, organisation, WorkingCalendar.Default)).Next!;
        if (next.Incidents is [var incident, ..])
        {
            return new PeopleNow([], BothLanguages.Of(incident.Message), IsStuck: true);
        }

        return next.Execution.Executions.Select(e => ApprovalRound.Read(e.State)).OfType<ApprovalRound>().FirstOrDefault() is { } round
            ? OfRound(round, organisation)
            : OfTask(next.Tasks.FirstOrDefault(), organisation);
    }

    private static PeopleNow OfTask(HumanTask? task, OrgChart organisation)
    {
        if (task is null)
        {
            return new PeopleNow([], null, IsStuck: false); // an approval without approvers may pass by itself
        }

        ImmutableArray<AskedPeople> asked = [.. (task.Assignee is { } assignee ? [new Candidate(assignee, null, null)] : task.Candidates).Select(c => Ask(c, task.Excluded, organisation))];
        return new PeopleNow(asked, null, asked.All(a => a.People.IsEmpty));
    }

    private static PeopleNow OfRound(ApprovalRound round, OrgChart organisation)
    {
        var taken = round.Taken();
        ImmutableArray<AskedPeople> asked = [.. round.Live.Select(s => Ask(s.Approver, s.Approver.Role is null ? [] : taken, organisation))];
        var missing = asked.Count(a => a.People.IsEmpty);
        return new PeopleNow(asked, null, round.Rule.Mode is ApprovalMode.All or ApprovalMode.InOrder ? missing > 0 : missing == asked.Length);
    }

    private static AskedPeople Ask(Candidate named, IEnumerable<string> excluded, OrgChart organisation)
    {
        var people = named.PersonId is { } id ? new[] { organisation.Person(id) }.OfType<Actor>() : organisation.Holding(named.Role!, named.Unit);
        return new AskedPeople(named, [.. people.Where(p => !excluded.Contains(p.PersonId))]);
    }

    private static IEnumerable<(Expression Expression, Use Use)> Expressions(ActivityNode step)
    {
        IEnumerable<(Expression?, Use)> named = step.Kind is ApprovalActivity
            ? ApprovalSpec.Of(step) is var approval ? approval.Approvers.Concat(approval.Fallback).SelectMany(a => new[] { (a.People, Use.Person), (a.Unit, Use.Unit) }) : []
            : UserTaskSpec.Of(step).Candidates.SelectMany(c => new[] { (c.Person, Use.Person), (c.Unit, Use.Unit) });
        return named.Append((step.Input("assignee"), Use.Person)).Append((step.Input("requester"), Use.Exclusion)).Append((step.Input("excluded"), Use.Exclusion))
            .Where(e => e.Item1 is not null).Select(e => (e.Item1!, e.Item2));
    }

    private IEnumerable<string> Reads(Expression expression) => expression.Kind switch
    {
        ExpressionKind.Variable => expression.Reference is { } name ? [name] : [],
        ExpressionKind.JavaScript => ScriptReads.Of(expression.Script, [.. Variables().Select(v => JsonRead.Text(v, "name")).OfType<string>()]),
        _ => [],
    };

    /// <summary>Every declaration of a variable, the workflow's and those of its containers.</summary>
    private IEnumerable<JsonObject> Variables() =>
        JsonRead.Objects(_definition.Source["variables"]).Concat(_definition.Activities.SelectMany(a => JsonRead.Objects(a.Json["variables"])));

    /// <summary>The step in a flow of its own, with the values that are assumed.</summary>
    private WorkflowPackage Alone(IReadOnlyDictionary<string, string> assumed)
    {
        var variables = Variables().DistinctBy(v => JsonRead.Text(v, "name")).Select(v => v.DeepClone().AsObject()).ToArray();
        foreach (var variable in variables)
        {
            if (Value(JsonRead.Text(variable, "name") ?? "", assumed) is { } value)
            {
                (variable["value"], variable["typeName"], variable["isArray"]) = (value, "Object", false);
            }
        }

        return WorkflowPackageReader.OfDefinition(WorkflowDefinitionReader.Read(new JsonObject
        {
            ["definitionId"] = _definition.DefinitionId,
            ["variables"] = new JsonArray([.. variables]),
            ["root"] = new JsonObject(_step.Json.Where(m => Members.Contains(m.Key)).Select(m => KeyValuePair.Create(m.Key, m.Value?.DeepClone()))),
        }));
    }

    /// <summary>What a variable holds: its assumed value, or an object with its assumed members; <see langword="null"/> = what the definition says.</summary>
    private JsonNode? Value(string variable, IReadOnlyDictionary<string, string> assumed)
    {
        if (assumed.TryGetValue(variable, out var whole))
        {
            return whole;
        }

        var members = _reads.Where(r => r.StartsWith(variable + ".", StringComparison.Ordinal)).ToArray();
        return members.Length == 0
            ? null
            : new JsonObject(members.Select(m => KeyValuePair.Create(m[(variable.Length + 1)..], (JsonNode?)(assumed.TryGetValue(m, out var value) ? value : null))));
    }
}
