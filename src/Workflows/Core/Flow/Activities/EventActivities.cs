using System.Text.Json.Nodes;
using Workflows.Core.Expressions;
using Workflows.Core.Instances;

namespace Workflows.Core.Flow.Activities;

/// <summary>Waits for an event by its name; events with the instance's correlation, or without any, match.</summary>
internal sealed class EventActivity : ActivityKind
{
    public override bool IsTrigger => true;

    public override void Execute(ActivityContext context)
    {
        if (context.TakeTrigger())
        {
            context.Output("result", context.Step.Before.Input.DeepClone());
            context.Complete();
            return;
        }

        var name = context.Text("eventName") is { Length: > 0 } given ? given : throw new ActivityFaultException("没有指定事件名称 / no event is named");
        context.Wait(BookmarkKind.Event, name, context.Step.CorrelationId);
    }

    public override void Resume(ActivityContext context, Bookmark bookmark, JsonNode? payload)
    {
        context.Output("result", payload);
        context.Complete();
    }
}

/// <summary>Tells every instance that waits for an event; a local one only this instance.</summary>
internal sealed class PublishEventActivity : ActivityKind
{
    public override void Execute(ActivityContext context)
    {
        var name = context.Text("eventName") is { Length: > 0 } given ? given : throw new ActivityFaultException("没有指定事件名称 / no event is named");
        var onlyHere = context.Boolean("isLocalEvent") ? context.Step.Before.Id : (Guid?)null;
        context.Step.Effects.Add(new PublishEvent(context.Step.NewId(), name, context.Text("correlationId"), context.Value("payload")?.DeepClone(), onlyHere));
        context.Complete();
    }
}

/// <summary>Has a task done outside and waits for its result.</summary>
internal sealed class RunTaskActivity : ActivityKind
{
    public override void Execute(ActivityContext context)
    {
        var name = context.Text("taskName") is { Length: > 0 } given ? given : throw new ActivityFaultException("没有指定任务名称 / no task is named");
        var bookmark = context.Wait(BookmarkKind.Work, name);
        context.Output("taskId", JsonValue.Create(bookmark.Id.ToString()));
        context.Step.Effects.Add(new DoWork(context.Step.NewId(), context.Node.Type, bookmark.Id, new JsonObject
        {
            ["taskId"] = bookmark.Id.ToString(),
            ["taskName"] = name,
            ["payload"] = Conversion.Structured(context.Value("payload"))?.DeepClone(),
        }));
    }

    public override void Resume(ActivityContext context, Bookmark bookmark, JsonNode? payload)
    {
        context.Output("result", payload);
        context.Complete();
    }
}
