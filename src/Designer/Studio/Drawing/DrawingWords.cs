using System.Globalization;
using Designer.Editing.Flows;
using Designer.Editing.Outlines;
using Workflows.Core;

namespace Designer.Studio.Drawing;

/// <summary>The words of a drawing that do not come from the definition.</summary>
/// <param name="Empty">A flow without steps.</param>
/// <param name="Current">Where it waits.</param>
/// <param name="Passed">A step that was passed.</param>
/// <param name="NotReached">A step that was not.</param>
/// <param name="AsText">Heading of the text form.</param>
internal sealed record DrawingWords(string Empty, string Current, string Passed, string NotReached, string AsText)
{
    private static readonly DrawingWords Zh = new("这个流程还没有任何步骤。", "当前在此", "已经过", "未经过", "以文字查看流程");
    private static readonly DrawingWords En = new("This flow has no steps yet.", "You are here", "Passed", "Not reached", "Read the flow as text");

    public static DrawingWords For(CultureInfo culture) => culture.TwoLetterISOLanguageName == "zh" ? Zh : En;

    /// <summary>What became of a step.</summary>
    public static LocalizedText Of(FlowChangeKind kind) => kind switch
    {
        FlowChangeKind.Added => new("新增", "New"),
        FlowChangeKind.Removed => new("删除", "Gone"),
        _ => new("修改", "Changed"),
    };

    /// <summary>The picture in one sentence.</summary>
    public static LocalizedText Summary(DiagramOutline outline, FlowTrace trace)
    {
        var here = outline.Nodes.Where(n => trace.Current.Contains(n.Id)).ToList();
        var passed = outline.Nodes.Count(n => trace.Visits.ContainsKey(n.Id));
        return (passed, here.Count) switch
        {
            (0, _) => new($"流程图，共 {outline.Nodes.Length} 个步骤。", $"A flow of {outline.Nodes.Length} steps."),
            (_, 0) => new($"流程图，共 {outline.Nodes.Length} 个步骤，经过了 {passed} 个，已不在任何步骤等待。", $"A flow of {outline.Nodes.Length} steps; {passed} were reached and it waits at none of them."),
            _ => new(
                $"流程图，共 {outline.Nodes.Length} 个步骤，当前在：{string.Join("、", here.Select(n => n.Label.Zh))}。",
                $"A flow of {outline.Nodes.Length} steps; it is now at: {string.Join(", ", here.Select(n => n.Label.En))}."),
        };
    }
}
