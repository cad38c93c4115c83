using System.Text.Json.Nodes;
using Workflows.Core.Expressions;
using Workflows.Core.Instances;

namespace Workflows.Core.Flow.Activities;

/// <summary>Hands a value out of the workflow that it belongs to.</summary>
internal sealed class SetOutputActivity : ActivityKind
{
    public override void Execute(ActivityContext context)
    {
        var name = context.Text("outputName") ?? throw new ActivityFaultException("没有指定输出名称 / no output is named");
        context.Step.SetOutput(context.Execution, name, context.Value("outputValue"));
        context.Complete();
    }
}

/// <summary>Names the instance.</summary>
internal sealed class SetNameActivity : ActivityKind
{
    public override void Execute(ActivityContext context)
    {
        context.Step.InstanceName = context.Text("value");
        context.Complete();
    }
}

/// <summary>Gives the instance the key that events find it by.</summary>
internal sealed class CorrelateActivity : ActivityKind
{
    public override void Execute(ActivityContext context)
    {
        context.Step.CorrelationId = context.Text("correlationId");
        context.Complete();
    }
}

/// <summary>Writes a line.</summary>
internal sealed class WriteLineActivity : ActivityKind
{
    public override void Execute(ActivityContext context)
    {
        context.Step.Events.Add(new LineWritten(context.Text("text") ?? ""));
        context.Complete();
    }
}

/// <summary>Fails on purpose.</summary>
internal sealed class FaultActivity : ActivityKind
{
    public override IReadOnlyList<string> Ports(Definitions.ActivityNode node) => [];

    public override void Execute(ActivityContext context)
    {
        var code = string.Join('/', new[] { context.Text("category"), context.Text("faultType"), context.Text("code") }.Where(p => !string.IsNullOrEmpty(p)));
        var message = context.Text("message") is { Length: > 0 } given ? given : "流程在此处主动报错 / the flow fails here on purpose";
        throw new ActivityFaultException(code.Length > 0 ? $"{message} ({code})" : message);
    }
}

/// <summary>Runs a script; leaves by the outcomes it sets.</summary>
internal sealed class RunJavaScriptActivity : ActivityKind
{
    public override IReadOnlyList<string>? Ports(Definitions.ActivityNode node) => null;

    public override void Execute(ActivityContext context)
    {
        var script = context.Node.Input("script");
        var text = script is null || script.Kind == ExpressionKind.Literal ? null : Conversion.Text(context.Evaluate(script));
        var source = script is null ? null : script.Kind == ExpressionKind.Literal ? script.Script : PreparedScript.Prepare(text ?? "");
        IReadOnlyList<string> outcomes = Done;
        JsonNode? result = null;
        if (source is not null)
        {
            result = JavaScript.Evaluate(source, context.Scope, o => outcomes = o);
        }

        context.Output("result", result);
        context.Complete(outcomes);
    }
}
