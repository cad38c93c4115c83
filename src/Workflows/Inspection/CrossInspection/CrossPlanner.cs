using System.Collections.Immutable;
using Google.OrTools.LinearSolver;

namespace Workflows.Inspection.CrossInspection;

/// <summary>
/// Makes the plan of the cross-inspection. Hard: nobody inspects itself, no two inspect each other, no pair of last month comes again.
/// Wished, and weighed: the lagging inspects the advanced, the small inspects the large. The best such plan, always: up to
/// <see cref="MostEnumerated"/> units by trying all, above by a solver that proves it.
/// </summary>
public static class CrossPlanner
{
    /// <summary>Up to so many units all plans are tried; of 8 there are 8,988 without mutual swaps.</summary>
    public const int MostEnumerated = 9;

    // Room between two values of a plan for the draw that decides between equals; more than the draws of all units add up to.
    private const int Draw = 1_000;

    /// <summary>The best plan; <see langword="null"/> when the hard rules leave none (two units always, three after two months).</summary>
    /// <exception cref="ArgumentException">A code is there twice.</exception>
    public static CrossPlan? Plan(IReadOnlyList<CrossUnit> units, CrossPlanOptions options)
    {
        ArgumentNullException.ThrowIfNull(units);
        ArgumentNullException.ThrowIfNull(options);
        if (units.Select(u => u.Code).Distinct(StringComparer.Ordinal).Count() != units.Count)
        {
            throw new ArgumentException("A unit is there twice.", nameof(units));
        }

        var values = Values(units, options);
        var inspected = units.Count <= MostEnumerated ? new Enumeration(values).Best() : Solve(values);
        return inspected is null ? null : Describe(units, options, inspected);
    }

    // Value of i inspecting j; -1 = not allowed.
    internal static long[,] Values(IReadOnlyList<CrossUnit> units, CrossPlanOptions options)
    {
        var chance = new Random(options.Seed);
        var last = options.Previous.ToHashSet();
        var values = new long[units.Count, units.Count];
        for (var i = 0; i < units.Count; i++)
        {
            for (var j = 0; j < units.Count; j++)
            {
                var draw = chance.Next(Draw);
                values[i, j] = i == j || last.Contains(new CrossPair(units[i].Code, units[j].Code)) ? -1 : ((long)Met(units[i], units[j], options) * Draw * units.Count) + draw;
            }
        }

        return values;
    }

    /// <summary>The solver's answer: whom each inspects; <see langword="null"/> when there is none.</summary>
    internal static int[]? Solve(long[,] values)
    {
        // An assignment problem with few further rows: the relaxation is nearly whole already, so a linear solver is at home here.
        var count = values.GetLength(0);
        using var solver = Solver.CreateSolver("SCIP") ?? throw new InvalidOperationException("The solver SCIP is missing from Google.OrTools.");
        var pairs = new Variable?[count, count];
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < count; j++)
            {
                pairs[i, j] = values[i, j] < 0 ? null : solver.MakeBoolVar($"{i}-{j}");
                if (pairs[i, j] is { } pair)
                {
                    solver.Objective().SetCoefficient(pair, values[i, j]);
                }
            }
        }

        for (var i = 0; i < count; i++)
        {
            Sum(1, Enumerable.Range(0, count).Select(j => pairs[i, j]));
            Sum(1, Enumerable.Range(0, count).Select(j => pairs[j, i]));
            foreach (var j in Enumerable.Range(i + 1, count - i - 1))
            {
                Sum(0, [pairs[i, j], pairs[j, i]]);
            }
        }

        solver.Objective().SetMaximization();
        return solver.Solve() == Solver.ResultStatus.OPTIMAL
            ? [.. Enumerable.Range(0, count).Select(i => Enumerable.Range(0, count).First(j => pairs[i, j]?.SolutionValue() > 0.5))]
            : null;

        void Sum(int least, IEnumerable<Variable?> some)
        {
            var row = solver.MakeConstraint(least, 1);
            foreach (var variable in some.OfType<Variable>())
            {
                row.SetCoefficient(variable, 1);
            }
        }
    }

    private static int Met(CrossUnit inspector, CrossUnit inspected, CrossPlanOptions options) =>
        (inspector.Score < inspected.Score ? options.LaggingWeight : 0) + (inspector.Base < inspected.Base ? options.BaseWeight : 0);

    private static CrossPlan Describe(IReadOnlyList<CrossUnit> units, CrossPlanOptions options, int[] inspected) => new(
        [.. units.Select((u, i) => new PlannedPair(new CrossPair(u.Code, units[inspected[i]].Code), u.Score < units[inspected[i]].Score, u.Base < units[inspected[i]].Base))],
        units.Select((u, i) => Met(u, units[inspected[i]], options)).Sum(),
        units.Count * (options.LaggingWeight + options.BaseWeight));

    /// <summary>Tries every plan that the hard rules allow.</summary>
    internal sealed class Enumeration(long[,] values)
    {
        private readonly int _count = values.GetLength(0);
        private readonly int[] _inspects = new int[values.GetLength(0)];
        private int[]? _best;
        private long _most = -1;

        /// <summary>How many plans there were.</summary>
        public int Tried { get; private set; }

        /// <summary>Whom each inspects in the best plan; <see langword="null"/> when there is none.</summary>
        public int[]? Best()
        {
            Try(0, 0, 0);
            return _best;
        }

        private void Try(int unit, int taken, long value)
        {
            if (unit == _count)
            {
                Tried++;
                if (value > _most)
                {
                    (_most, _best) = (value, [.. _inspects]);
                }

                return;
            }

            for (var other = 0; other < _count; other++)
            {
                var isSwap = other < unit && _inspects[other] == unit;
                if (values[unit, other] >= 0 && (taken & (1 << other)) == 0 && !isSwap)
                {
                    _inspects[unit] = other;
                    Try(unit + 1, taken | (1 << other), value + values[unit, other]);
                }
            }
        }
    }
}
