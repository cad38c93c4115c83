using System.Collections.Immutable;
using Workflows.Core.Definitions;
using Workflows.Core.Expressions;
using Workflows.Core.Flow.Activities;
using Workflows.Core.Flow.Approvals;
using Workflows.Core.Flow.Tasks;
using Workflows.Core.Organisation;
using Workflows.Core.Simulation;

namespace Workflows.Core.Checks;

/// <summary>
/// Steps that nobody could do now. Only warnings: they tell of the organisation as it is at this moment, not of a fault in the file.
/// </summary>
/// <remarks>
/// A choice of people that depends on values of the running instance is only asked whether its roles are held at all. What has been found out is kept, so
/// that a flow can be checked after every gesture: a choice is tried once, however many steps and versions of the flow make it. Belongs to one thread at a time.
/// </remarks>
/// <param name="organisation">Units and people as they are now.</param>
/// <param name="roleName">What people call a role.</param>
public sealed class PeopleChecks(OrgChart organisation, Func<string, LocalizedText> roleName)
{
    /// <summary>How many kinds of starters are tried for a step: people with the same roles in the same units count once.</summary>
    public const int MostStarters = 250;

    private readonly Dictionary<string, ImmutableArray<(string Code, LocalizedText Why)>> _known = [];

    /// <summary>The steps of a definition that nobody could do now, with why.</summary>
    /// <param name="definition">The definition.</param>
    /// <param name="path">How problems call its file.</param>
    public ImmutableArray<Problem> Of(WorkflowDefinition definition, string path)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var about = $"{string.Join(' ', definition.StartedBy)} {definition.Source["variables"]?.ToJsonString()}";
        return
        [
            .. from step in definition.Activities
               where step.Enclosing is null && StepPeople.Has(step)
               from found in Known(definition, step, about)
               select new Problem(ProblemSeverity.Warning, path, step.Id, found.Code, new LocalizedText($"“{step.Title.Zh}”没有办理人：{found.Why.Zh}", $"'{step.Title.En}' has nobody to do it: {found.Why.En}")),
        ];
    }

    /// <summary>People who may start an instance by hand, in the order of their ids; nobody for a flow that only machines start.</summary>
    /// <param name="definition">The definition.</param>
    /// <param name="organisation">Units and people as they are now.</param>
    public static IEnumerable<Actor> Starters(WorkflowDefinition definition, OrgChart organisation)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(organisation);
        return definition.StartedBy.Contains("*") ? organisation.People : definition.StartedBy.SelectMany(role => organisation.Holding(role, null)).DistinctBy(p => p.PersonId);
    }

    private ImmutableArray<(string Code, LocalizedText Why)> Known(WorkflowDefinition definition, ActivityNode step, string about)
    {
        var key = $"{about} {StepPeople.Choice(step).ToJsonString()}";
        if (!_known.TryGetValue(key, out var found))
        {
            _known[key] = found = Find(definition, step);
        }

        return found;
    }

    private ImmutableArray<(string Code, LocalizedText Why)> Find(WorkflowDefinition definition, ActivityNode step)
    {
        var (roles, people) = Named(step);
        ImmutableArray<(string, LocalizedText)> gone = [.. roles.Where(r => organisation.Holding(r, null).Count == 0).Select(RoleUnheld), .. people.Where(p => organisation.Person(p) is null).Select(Unknown)];
        var isExplained = !gone.IsEmpty && gone.Length == roles.Count + people.Count;
        return !isExplained && Nobody(definition, step) is { } nobody ? gone.Add(nobody) : gone;
    }

    private (string Code, LocalizedText Why) RoleUnheld(string role) => ("people.role-unheld", new LocalizedText(
        $"目前没有人担任“{roleName(role).Zh}”。请在“组织”中安排人员，或改用别的角色",
        $"nobody holds the role '{roleName(role).En}' at present. Give it to somebody under Organisation, or name another role"));

    private static (string Code, LocalizedText Why) Unknown(string person) => ("people.unknown", new LocalizedText(
        $"没有登录名为“{person}”的在职人员。请改成现有人员，或改用角色",
        $"there is no active person with the sign-in name '{person}'. Name somebody who is there, or a role"));

    /// <summary>For whom nobody is left, when that depends on nothing but the starter.</summary>
    private (string Code, LocalizedText Why)? Nobody(WorkflowDefinition definition, ActivityNode step)
    {
        var who = new StepPeople(definition, step);
        if (!who.Assumed.IsEmpty)
        {
            return null;
        }

        Actor?[] tried = who.AsksForStarter ? [.. Starters(definition, organisation).DistinctBy(p => string.Join(' ', p.Grants.Select(g => $"{g.Role}@{g.Unit}"))).Take(MostStarters)] : [null];
        var stuck = tried.Select(s => (Starter: s, Now: who.Of(organisation, s))).Where(t => t.Now.IsStuck).ToArray();
        if (stuck.Length == 0)
        {
            return null;
        }

        var why = stuck[0].Now.Failure ?? Empty(stuck[0].Now);
        return stuck.Length == tried.Length
            ? ("people.nobody", why)
            : ("people.nobody-for", new LocalizedText($"由{Names(stuck, "、")}发起时，{why.Zh}", $"when {Names(stuck, ", ")} starts it, {why.En}"));
    }

    private LocalizedText Empty(PeopleNow now)
    {
        var named = now.Asked.First(a => a.People.IsEmpty).Named;
        var unit = organisation.Find(named.Unit)?.Name ?? named.Unit;
        return named.Role is not { } role
            ? Unknown(named.PersonId!).Why
            : new LocalizedText(
                $"{unit ?? "全公司"}没有其他人担任“{roleName(role).Zh}”。请在“组织”中安排人员，或改用别的角色、单位",
                $"nobody else holds the role '{roleName(role).En}' in {unit ?? "the whole company"}. Give it to somebody under Organisation, or name another role or unit");
    }

    private string Names(IReadOnlyCollection<(Actor? Starter, PeopleNow Now)> stuck, string between)
    {
        var names = stuck.Select(s => s.Starter!.Grants.Select(g => organisation.Find(g.Unit)?.Name).FirstOrDefault() is { } unit ? $"{s.Starter.Name} · {unit}" : s.Starter.Name).ToArray();
        return string.Join(between, names.Take(3)) + (names.Length > 3 ? $" … ({names.Length})" : "");
    }

    /// <summary>The roles and the people that a step names outright, without its fallback.</summary>
    private static (IReadOnlyList<string> Roles, IReadOnlyList<string> People) Named(ActivityNode step)
    {
        IEnumerable<(Expression? Person, string? Role)> entries = step.Kind is ApprovalActivity
            ? ApprovalSpec.Of(step).Approvers.Select(a => (Person: a.People, a.Role))
            : UserTaskSpec.Of(step).Candidates.Select(c => (c.Person, c.Role)).Append((step.Input("assignee"), null));
        var all = entries.ToArray();
        return (
            [.. all.Where(e => e.Person is null && !string.IsNullOrEmpty(e.Role)).Select(e => e.Role!).Distinct()],
            [.. all.Select(e => e.Person).Where(p => p is { Kind: ExpressionKind.Literal }).SelectMany(p => Conversion.Items(p!.Value)).Select(Conversion.Text).OfType<string>().Where(p => p.Length > 0).Distinct()]);
    }
}
