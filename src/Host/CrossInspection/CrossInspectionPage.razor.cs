using System.Collections.Immutable;
using System.Globalization;
using Host.Evaluation;
using Microsoft.AspNetCore.Components;
using Workflows.Core.Organisation;
using Workflows.Inspection.CrossInspection;
using Workflows.Runtime.Live;

namespace Host.CrossInspection;

/// <summary>Makes the month's plan of who inspects whom, shows which wishes it breaks and why, and keeps the one that is adopted.</summary>
public sealed partial class CrossInspectionPage
{
    private List<UnitLine> _units = [];
    private DateOnly _month;
    private int _lagging = 1;
    private int _base = 1;
    private int _seed = 1;
    private CrossPlan? _plan;
    private AdoptedCrossPlan? _adopted;
    private bool _impossible;

    private IEnumerable<DateOnly> Months => [ThisMonth.AddMonths(1), ThisMonth, ThisMonth.AddMonths(-1)];

    private DateOnly ThisMonth
    {
        get
        {
            var today = DateOnly.FromDateTime(Shell.Instants.Local(Clock.GetUtcNow()));
            return new DateOnly(today.Year, today.Month, 1);
        }
    }

    private CrossPlanOptions Options => new()
    {
        LaggingWeight = Math.Clamp(_lagging, 0, 10),
        BaseWeight = Math.Clamp(_base, 0, 10),
        Seed = Math.Max(0, _seed),
        Previous = Shelf.Find(_month.AddMonths(-1))?.Plan.Pairs.Select(p => p.Pair).ToImmutableArray() ?? [],
    };

    /// <inheritdoc/>
    protected override bool Concerns(Change change) => false; // what is being typed must not be read over

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        await Me;
        if (_units.Count > 0)
        {
            return; // read once: the minute's reading must not overwrite what is typed
        }

        var report = await Table.ReadAsync(Me.Actor, EvaluationQuery.Default, cancellationToken);
        var quality = report.Settings.Indicators.ToImmutableList().FindIndex(i => i.Code == report.Settings.RankBy);
        var rows = report.Rows.ToDictionary(r => r.Key, StringComparer.Ordinal);
        _units = [.. People.Chart.Units.Where(u => u.Tier == OrgTier.County).OrderBy(u => u.Code, StringComparer.Ordinal).Select(u => new UnitLine
        {
            Code = u.Code,
            Name = u.Name,
            Score = rows.TryGetValue(u.Code, out var row) && quality >= 0 ? Math.Round(100 * (row.Values[quality].Ratio ?? 0), 1) : 0,
            Base = rows.TryGetValue(u.Code, out row) ? row.Tickets : 0,
        })];
        Show(ThisMonth);
    }

    private bool NothingToCompare => _units.Select(u => u.Score).Distinct().Count() < 2 && _units.Select(u => u.Base).Distinct().Count() < 2;

    private static string Key(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private void ChooseMonthAsync(ChangeEventArgs change)
    {
        if (DateOnly.TryParseExact(change.Value as string, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month))
        {
            Show(month);
        }
    }

    private void Show(DateOnly month)
    {
        (_month, _impossible) = (month, false);
        _adopted = Shelf.Find(month);
        _plan = _adopted?.Plan;
    }

    private void Plan()
    {
        _adopted = null;
        _plan = CrossPlanner.Plan(Units(), Options);
        _impossible = _plan is null;
    }

    private void Adopt()
    {
        _adopted = new AdoptedCrossPlan(_month, [.. Units()], Options, _plan!, Me.Actor.PersonId, Clock.GetUtcNow());
        Shelf.Keep(_adopted);
    }

    private CrossUnit[] Units() => [.. _units.Select(u => new CrossUnit(u.Code, u.Score, u.Base))];

    private string Name(string code) => People.Chart.Find(code)?.Name ?? code;

    private string Word(bool met) => met ? L["满足", "holds"] : L["不满足", "does not hold"];

    private string Why(PlannedPair pair)
    {
        var (a, b) = (_units.First(u => u.Code == pair.Pair.Inspector), _units.First(u => u.Code == pair.Pair.Inspected));
        var isBest = _units.TrueForAll(u => u.Score <= a.Score);
        var isLargest = _units.TrueForAll(u => u.Base <= a.Base);
        string[] reasons =
        [
            .. pair.LaggingInspectsAdvanced ? [] : new[] { a.Score == b.Score ? L[$"成绩相同（{a.Score:0.#}）", $"the same result ({a.Score:0.#})"] : isBest ? L["成绩最好，没有更好的可查", "the best: nobody better is left"] : L[$"成绩 {a.Score:0.#} 不低于 {b.Score:0.#}", $"its result {a.Score:0.#} is not below {b.Score:0.#}"] },
            .. pair.SmallInspectsLarge ? [] : new[] { a.Base == b.Base ? L[$"基数相同（{a.Base:0}）", $"the same base ({a.Base:0})"] : isLargest ? L["基数最大，没有更大的可查", "the largest: nobody larger is left"] : L[$"基数 {a.Base:0} 不小于 {b.Base:0}", $"its base {a.Base:0} is not below {b.Base:0}"] },
        ];
        return reasons.Length == 0 ? "–" : string.Join(L["；", "; "], reasons);
    }
}
