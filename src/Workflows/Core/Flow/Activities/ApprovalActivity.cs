using System.Text.Json.Nodes;
using Workflows.Core.Checks;
using Workflows.Core.Definitions;
using Workflows.Core.Flow.Approvals;
using Workflows.Core.Flow.Tasks;
using Workflows.Core.Instances;

namespace Workflows.Core.Flow.Activities;

/// <summary>Asks several approvers, each with a task of their own, and leaves by what their decisions come to.</summary>
internal sealed class ApprovalActivity : ActivityKind
{
    public override bool WaitsForEach => true;

    public override IReadOnlyList<string> Ports(ActivityNode node) => [ApprovalSpec.Approved, ApprovalSpec.Rejected];

    public override void Execute(ActivityContext context) => ApprovalRun.Begin(context);

    /// <summary>An approver decided; the payload is what <see cref="TaskCommands"/> made of the completed task.</summary>
    public override void Resume(ActivityContext context, Bookmark bookmark, JsonNode? payload) =>
        ApprovalRun.Decide(context, Guid.Parse(bookmark.Name!), (JsonObject)payload!);

    /// <summary>What was decided before the failure holds; who was being asked is asked anew.</summary>
    public override void Retry(ActivityContext context)
    {
        if (ApprovalRound.Read(context.Execution.State) is { } round)
        {
            ApprovalRun.Advance(context, round.Paused());
        }
        else
        {
            Execute(context);
        }
    }

    public override void Check(ActivityNode node, ActivityChecks checks) => ApprovalChecks.Check(node, checks);
}
