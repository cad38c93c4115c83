using Cronos;
using Workflows.Core.Checks;
using Workflows.Core.Definitions;
using Workflows.Core.Expressions;
using Workflows.Core.Time;

namespace Workflows.Core.Flow.Activities;

/// <summary>Waits for a length of time.</summary>
internal sealed class DelayActivity : ActivityKind
{
    public override void Execute(ActivityContext context) => context.WaitUntil(Spans.After(context, "timeSpan", context.Step.Context.Now), "delay");

    public override void Check(ActivityNode node, ActivityChecks checks) => Spans.Check(node, checks, "timeSpan");
}

/// <summary>Starts an instance at an interval; inside a flow it waits for one interval.</summary>
internal sealed class TimerActivity : ActivityKind
{
    public override bool IsTrigger => true;

    public override void Execute(ActivityContext context)
    {
        if (context.TakeTrigger())
        {
            context.Complete();
        }
        else
        {
            context.WaitUntil(Spans.After(context, "interval", context.Step.Context.Now), "timer");
        }
    }

    public override void Check(ActivityNode node, ActivityChecks checks) => Spans.Check(node, checks, "interval");
}

/// <summary>Starts an instance at an instant; inside a flow it waits until then.</summary>
internal sealed class StartAtActivity : ActivityKind
{
    public override bool IsTrigger => true;

    public override void Execute(ActivityContext context)
    {
        var at = Conversion.Instant(context.Value("dateTime")) ?? throw new ActivityFaultException("没有指定时间 / no time is given");
        if (context.TakeTrigger() || at <= context.Step.Context.Now)
        {
            context.Complete();
        }
        else
        {
            context.WaitUntil(at, "start-at");
        }
    }
}

/// <summary>Starts an instance by a cron expression; inside a flow it waits for the next occurrence. Local time is the calendar's.</summary>
internal sealed class CronActivity : ActivityKind
{
    public override bool IsTrigger => true;

    public override void Execute(ActivityContext context)
    {
        if (context.TakeTrigger())
        {
            context.Complete();
            return;
        }

        var next = Next(context.Text("cronExpression"), context.Step.Context.Now, context.Step.Context.Calendar.Offset)
            ?? throw new ActivityFaultException("Cron 表达式不会再触发 / the cron expression never occurs again");
        context.WaitUntil(next, "cron");
    }

    public override void Check(ActivityNode node, ActivityChecks checks)
    {
        if (node.Input("cronExpression") is { Kind: ExpressionKind.Literal } literal)
        {
            try
            {
                Parse(Conversion.Text(literal.Value));
            }
            catch (ActivityFaultException e)
            {
                checks.Error("cron.invalid", LocalizedText.Same(e.Message));
            }
        }
    }

    /// <summary>The first occurrence after an instant; <see langword="null"/> = never again.</summary>
    public static DateTimeOffset? Next(string? expression, DateTimeOffset after, TimeSpan offset) =>
        Parse(expression).GetNextOccurrence(after, TimeZoneInfo.CreateCustomTimeZone("calendar", offset, "calendar", "calendar"));

    private static CronExpression Parse(string? expression)
    {
        var text = expression?.Trim() ?? "";
        try
        {
            return CronExpression.Parse(text, text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length == 6 ? CronFormat.IncludeSeconds : CronFormat.Standard);
        }
        catch (CronFormatException e)
        {
            throw new ActivityFaultException($"Cron 表达式“{text}”无效：{e.Message} / invalid cron expression '{text}': {e.Message}", e);
        }
    }
}

/// <summary>Reads lengths of time of activities: Elsa's <c>00:00:10</c>, ISO 8601, working days and hours.</summary>
internal static class Spans
{
    public static DateTimeOffset After(ActivityContext context, string input, DateTimeOffset from)
    {
        var value = context.Value(input);
        if (Conversion.Text(value) is { } text && WorkSpan.TryParse(text, out var span) && span.Unit != WorkSpanUnit.Elapsed)
        {
            return span.From(from, context.Step.Context.Calendar);
        }

        try
        {
            return from + (Conversion.Span(value) ?? TimeSpan.FromMinutes(1));
        }
        catch (ArgumentOutOfRangeException e)
        {
            throw new ActivityFaultException("等待时间过长 / the wait is too long", e);
        }
    }

    public static void Check(ActivityNode node, ActivityChecks checks, string input)
    {
        if (node.Input(input) is { Kind: ExpressionKind.Literal } literal && Conversion.Text(literal.Value) is { Length: > 0 } text && !WorkSpan.TryParse(text, out _))
        {
            try
            {
                Conversion.Span(literal.Value);
            }
            catch (ActivityFaultException e)
            {
                checks.Error("span.invalid", LocalizedText.Same(e.Message));
            }
        }
    }
}
