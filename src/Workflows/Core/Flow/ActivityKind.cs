using System.Text.Json.Nodes;
using Workflows.Core.Checks;
using Workflows.Core.Definitions;
using Workflows.Core.Instances;
using Workflows.Core.Migration;

namespace Workflows.Core.Flow;

/// <summary>How one type of activity behaves. Has no state: what an execution remembers lies in the execution.</summary>
internal abstract class ActivityKind
{
    protected static readonly IReadOnlyList<string> Done = ["Done"];

    /// <summary>The ports that a flowchart may connect. <see langword="null"/> = any name (they are computed while running).</summary>
    public virtual IReadOnlyList<string>? Ports(ActivityNode node) => Done;

    /// <summary>Whether completing it completes the flowchart that holds it.</summary>
    public virtual bool IsTerminal => false;

    /// <summary>Whether <c>Elsa.Break</c> ends it.</summary>
    public virtual bool IsLoop => false;

    /// <summary>Whether it can start an instance.</summary>
    public virtual bool IsTrigger => false;

    /// <summary>Whether it waits for several things at once and goes on waiting for the others when one of them comes.</summary>
    public virtual bool WaitsForEach => false;

    /// <summary>Names of the variables that it makes for what it holds.</summary>
    public virtual IReadOnlyList<string> BodyVariables => [];

    /// <summary>Begins: completes, waits, or schedules children.</summary>
    public abstract void Execute(ActivityContext context);

    /// <summary>What it waited for came.</summary>
    public virtual void Resume(ActivityContext context, Bookmark bookmark, JsonNode? payload) => context.Complete();

    /// <summary>A child completed.</summary>
    public virtual void ChildCompleted(ActivityContext context, Execution child, IReadOnlyList<string> outcomes) => context.Complete();

    /// <summary>A child was stopped while this goes on.</summary>
    public virtual void ChildCanceled(ActivityContext context, Execution child)
    {
    }

    /// <summary>An operator wants the failed execution to be tried again.</summary>
    public virtual void Retry(ActivityContext context) => Execute(context);

    /// <summary>What an execution remembers, said in the words of another version of the definition.</summary>
    public virtual JsonObject Migrate(StateMove move) => move.State;

    /// <summary>The instance has moved to another version: what this execution waits for may have come true.</summary>
    public virtual void Migrated(ActivityContext context)
    {
    }

    /// <summary>Reports what is wrong with an activity of this type in a definition, beyond what holds for all types.</summary>
    public virtual void Check(ActivityNode node, ActivityChecks checks)
    {
    }
}
