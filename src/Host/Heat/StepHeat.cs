using System.Collections.Immutable;
using System.Globalization;
using Designer.Editing.Outlines;
using Host.Shell;
using Workflows.Core;
using Workflows.Core.Definitions;
using Workflows.Core.Instances;
using Workflows.Runtime.Queries;

namespace Host.Heat;

/// <summary>What a heat map can be coloured by.</summary>
public enum HeatMeasure
{
    /// <summary>Half of the decided tasks waited no longer.</summary>
    Median,

    /// <summary>9 of 10 decided tasks waited no longer.</summary>
    NinthDecile,

    /// <summary>Tasks handed out.</summary>
    Tasks,

    /// <summary>Tasks that are open now.</summary>
    Open,

    /// <summary>Tasks decided late, or open and past due.</summary>
    Overdue,

    /// <summary>Decisions that sent the flow back.</summary>
    SentBack,
}

/// <summary>A human step of a drawing with its figures.</summary>
/// <param name="StepId">The step in the drawing.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Figures">Its figures.</param>
/// <param name="SentBack">Decisions by which the flow went back: 驳回, and outcomes that lead to an earlier step.</param>
public sealed record StepHeat(string StepId, LocalizedText Title, StepFigures Figures, int SentBack)
{
    /// <summary>Levels of colour; 0 = nothing to show.</summary>
    public const int Levels = 4;

    /// <summary>Puts figures to the steps of a drawing. Those of steps that this version does not have are left out.</summary>
    /// <param name="definition">The version that is drawn.</param>
    /// <param name="outline">Its drawing.</param>
    /// <param name="figures">Figures by the names of steps.</param>
    public static ImmutableArray<StepHeat> Of(WorkflowDefinition definition, DiagramOutline outline, IReadOnlyList<StepFigures> figures)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(outline);
        var back = WaysBack.Of(outline);
        return
        [
            .. from activity in definition.Activities
               where activity.Type is "ClosedLoop.UserTask" or "ClosedLoop.Approval"
               let node = outline.Find(activity.Id)
               let step = figures.FirstOrDefault(f => f.Name == activity.Label)
               where node is not null && step is not null
               select new StepHeat(node.Id, activity.Title, step, step.Outcomes.Where(o => o.Key == HumanTask.SentBack || back.Contains((activity.Id, o.Key))).Sum(o => o.Value)),
        ];
    }

    /// <summary>The figure in words.</summary>
    public LocalizedText Text(HeatMeasure measure) => measure switch
    {
        HeatMeasure.Median => OfficeTime.Text(Figures.Median),
        HeatMeasure.NinthDecile => OfficeTime.Text(Figures.NinthDecile),
        _ => LocalizedText.Same(Value(measure).ToString("0", CultureInfo.InvariantCulture)),
    };

    /// <summary>The figure as a number: hours or tasks.</summary>
    public double Value(HeatMeasure measure) => measure switch
    {
        HeatMeasure.Median => Figures.Median?.TotalHours ?? 0,
        HeatMeasure.NinthDecile => Figures.NinthDecile?.TotalHours ?? 0,
        HeatMeasure.Tasks => Figures.Tasks,
        HeatMeasure.Open => Figures.Open,
        HeatMeasure.Overdue => Figures.Overdue,
        _ => SentBack,
    };

    /// <summary>How hot it is among the steps: the hottest has the highest level.</summary>
    public int Level(HeatMeasure measure, double hottest) => hottest <= 0 ? 0 : (int)Math.Ceiling(Value(measure) / hottest * Levels);
}
