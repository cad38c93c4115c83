using System.Text.Json.Nodes;
using Workflows.Core.Checks;
using Workflows.Core.Definitions;
using Workflows.Core.Flow.Tasks;
using Workflows.Core.Instances;

namespace Workflows.Core.Flow.Activities;

/// <summary>Asks a person to do something and waits; leaves by the outcome that the person chose.</summary>
internal sealed class UserTaskActivity : ActivityKind
{
    public override IReadOnlyList<string> Ports(ActivityNode node) => [.. UserTaskSpec.Of(node).Outcomes.Select(o => o.Name)];

    public override void Execute(ActivityContext context) => TaskCreation.Create(context, UserTaskSpec.Of(context.Node));

    /// <summary>The payload is what <see cref="TaskCommands"/> made of the completed task.</summary>
    public override void Resume(ActivityContext context, Bookmark bookmark, JsonNode? payload)
    {
        var completion = (JsonObject)payload!;
        foreach (var output in (string[])["result", "outcome", "completedBy", "comment"])
        {
            context.Output(output, completion[output]);
        }

        context.Step.NoteDone(context.Execution, Guid.Parse(bookmark.Name!), JsonRead.Text(completion["person"]));
        context.Complete(JsonRead.Text(completion, "outcome")!);
    }

    public override void Check(ActivityNode node, ActivityChecks checks) => UserTaskChecks.Check(node, checks);
}
