using System.Text.Json.Nodes;
using Workflows.Core.Definitions;
using Workflows.Core.Expressions;

namespace Workflows.Core.Flow.Activities;

/// <summary>Runs a definition in the place of an activity, in the same instance: with its own input and variables, and the outcomes of its <c>Elsa.Complete</c>.</summary>
internal sealed class WorkflowDefinitionActivity : ActivityKind
{
    private const string InputKey = "input";

    private WorkflowDefinitionActivity()
    {
    }

    /// <summary>The one there is: which definition it runs lies in the node.</summary>
    public static WorkflowDefinitionActivity Instance { get; } = new();

    /// <summary>Outcomes are those that its <c>Elsa.Complete</c> gives.</summary>
    public override IReadOnlyList<string>? Ports(ActivityNode node) => null;

    public override void Execute(ActivityContext context)
    {
        var input = new JsonObject();
        foreach (var declared in context.Node.Composite!.Inputs)
        {
            input[declared.Name] = Conversion.To(context.Value(declared.Name), declared.TypeName, declared.IsArray)?.DeepClone();
        }

        context.Execution.ChangeState()[InputKey] = input;

        // Elsa shows the input as variables too.
        context.Schedule(context.Node.Slot("root"), (JsonObject)input.DeepClone());
    }

    public override void ChildCompleted(ActivityContext context, Execution child, IReadOnlyList<string> outcomes) => context.Complete(outcomes);

    /// <summary>The input that the activities inside see.</summary>
    public static JsonObject InputOf(Execution composite) => composite.State?[InputKey] as JsonObject ?? [];
}
