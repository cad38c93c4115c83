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
/// <remarks>A choice of people that depends on values of the running instance is only asked whether its roles are held at all.</remarks>
public sealed class PeopleChecks
{
    /// <summary>How many kinds of starters are tried for a step: people with the same roles in the same units count once.</summary>
    public const int MostStarters = 250;

    private readonly OrgChart _organisation;
    private readonly Func<string, LocalizedText> _roleName;
    private readonly ImmutableArray<Actor> _starters;
    private readonly WorkflowDefinition _definition;
    private readonly string _path;

    private PeopleChecks(WorkflowDefinition definition, string path, OrgChart organisation, Func<string, LocalizedText> roleName)
    {
        (_definition, _path, _organisation, _roleName) = (definition, path, organisation, roleName);
        _starters = [.. Starters(definition, organisation).DistinctBy(p => string.Join(' ', p.Grants.Select(g => $"{g.Role}@{g.Unit}"))).Take(MostStarters)];
    }

    /// <summary>The steps of a definition that nobody could do now, with why.</summary>
    /// <param name="definition">The definition.</param>
    /// <param name="path">How problems call its file.</param>
    /// <param name="organisation">Units and people as they are now.</param>
    /// <param name="roleName">What people call a role.</param>
    public static ImmutableArray<Problem> Of(WorkflowDefinition definition, string path, OrgChart organisation, Func<string, LocalizedText> roleName)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(organisation);
        var checks = new PeopleChecks(definition, path, organisation, roleName);
        return [.. definition.Activities.Where(a => a.Enclosing is null && StepPeople.Has(a)).SelectMany(checks.Of)];
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

    private IEnumerable<Problem> Of(ActivityNode step)
    {
        var (roles, people) = Named(step);
        var gone = roles.Where(r => _organisation.Holding(r, null).Count == 0).Select(RoleUnheld).Concat(people.Where(p => _organisation.Person(p) is null).Select(Unknown)).ToArray();
        var nobody = gone.Length == roles.Count + people.Count && gone.Length > 0 ? null : Nobody(step);
        return gone.Append(nobody).OfType<(string Code, LocalizedText Why)>().Select(g => new Problem(
            ProblemSeverity.Warning, _path, step.Id, g.Code, new LocalizedText($"“{step.Title.Zh}”没有办理人：{g.Why.Zh}", $"'{step.Title.En}' has nobody to do it: {g.Why.En}")));
    }

    private (string Code, LocalizedText Why)? RoleUnheld(string role) => ("people.role-unheld", new LocalizedText(
        $"目前没有人担任“{_roleName(role).Zh}”。请在“组织”中安排人员，或改用别的角色",
        $"nobody holds the role '{_roleName(role).En}' at present. Give it to somebody under Organisation, or name another role"));

    private static (string Code, LocalizedText Why)? Unknown(string person) => ("people.unknown", new LocalizedText(
        $"没有登录名为“{person}”的在职人员。请改成现有人员，或改用角色",
        $"there is no active person with the sign-in name '{person}'. Name somebody who is there, or a role"));

    /// <summary>For whom nobody is left, when that depends on nothing but the starter.</summary>
    private (string Code, LocalizedText Why)? Nobody(ActivityNode step)
    {
        var who = new StepPeople(_definition, step);
        if (!who.Assumed.IsEmpty || (who.AsksForStarter && _starters.IsEmpty))
        {
            return null;
        }

        Actor?[] tried = who.AsksForStarter ? [.. _starters] : [null];
        var stuck = tried.Select(s => (Starter: s, Now: who.Of(_organisation, s))).Where(t => t.Now.IsStuck).ToArray();
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
        var unit = _organisation.Find(named.Unit)?.Name ?? named.Unit;
        return named.Role is not { } role
            ? Unknown(named.PersonId!)!.Value.Why
            : new LocalizedText(
                $"{unit ?? "全公司"}没有其他人担任“{_roleName(role).Zh}”。请在“组织”中安排人员，或改用别的角色、单位",
                $"nobody else holds the role '{_roleName(role).En}' in {unit ?? "the whole company"}. Give it to somebody under Organisation, or name another role or unit");
    }

    private string Names(IReadOnlyCollection<(Actor? Starter, PeopleNow Now)> stuck, string between)
    {
        var names = stuck.Select(s => s.Starter!.Grants.Select(g => _organisation.Find(g.Unit)?.Name).FirstOrDefault() is { } unit ? $"{s.Starter.Name} · {unit}" : s.Starter.Name).ToArray();
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
