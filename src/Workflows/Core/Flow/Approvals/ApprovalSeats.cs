using System.Collections.Immutable;
using Workflows.Core.Expressions;
using Workflows.Core.Flow.Tasks;
using Workflows.Core.Instances;

namespace Workflows.Core.Flow.Approvals;

/// <summary>Works out who sits in a round, as the organisation is now.</summary>
/// <remarks>
/// The requester is left out unless the definition says otherwise. Who is named twice sits once, with the greater weight. A role whose every known
/// holder is ruled out or has a seat of their own is left out too: nobody would be left to decide it.
/// </remarks>
internal static class ApprovalSeats
{
    public static ImmutableArray<ApprovalSeat> Resolve(ActivityContext context, ApprovalSpec spec, ImmutableArray<ApproverSpec> approvers, IReadOnlySet<string> barred)
    {
        var named = approvers.SelectMany(a => Candidates(context, a).Select(c => (Approver: c, a.Weight)))
            .Where(n => n.Approver.PersonId is not { } person || !barred.Contains(person))
            .GroupBy(n => n.Approver)
            .Select(g => (Approver: g.Key, Weight: g.Max(n => n.Weight)))
            .ToArray();
        var taken = named.Select(n => n.Approver.PersonId).OfType<string>().Concat(barred).ToHashSet(StringComparer.Ordinal);
        var seats = named.Where(n => !IsSpent(context.Step, n.Approver, taken)).ToArray();
        var inOrder = spec.Rule.Mode == ApprovalMode.InOrder;
        return [.. seats.Select((n, i) => new ApprovalSeat(i + 1, n.Approver, n.Weight, inOrder && i > 0 ? [i] : [], SeatState.Waiting))];
    }

    /// <summary>Whether the holders of a role are known and every one of them is ruled out.</summary>
    public static bool IsSpent(Step step, Candidate approver, IReadOnlySet<string> taken) =>
        approver.Role is { } role
        && step.Context.Organisation.Holding(role, approver.Unit) is { Count: > 0 } holders
        && holders.All(h => taken.Contains(h.PersonId));

    private static IEnumerable<Candidate> Candidates(ActivityContext context, ApproverSpec approver)
    {
        if (approver.People is { } people)
        {
            return Conversion.Items(context.Evaluate(people)).Select(Conversion.Text).Where(id => !string.IsNullOrEmpty(id)).Select(id => new Candidate(id, null, null));
        }

        if (approver.Role is not { } role)
        {
            return [];
        }

        var unit = TaskCreation.Unit(context, role, approver.Unit);
        return approver.Each
            ? context.Step.Context.Organisation.Holding(role, unit).Select(h => new Candidate(h.PersonId, null, null))
            : [new Candidate(null, role, unit)];
    }
}
