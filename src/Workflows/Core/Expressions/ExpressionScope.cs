using System.Text.Json.Nodes;
using Workflows.Core.Organisation;

namespace Workflows.Core.Expressions;

/// <summary>What an expression may see and change.</summary>
internal abstract class ExpressionScope
{
    /// <summary>The instant of the step.</summary>
    public abstract DateTimeOffset Now { get; }

    /// <summary>Offset of local time from UTC.</summary>
    public abstract TimeSpan LocalOffset { get; }

    public abstract OrgChart Organisation { get; }

    public abstract Guid InstanceId { get; }

    public abstract string DefinitionId { get; }

    public abstract int DefinitionVersion { get; }

    public abstract string? CorrelationId { get; set; }

    public abstract string? InstanceName { get; set; }

    public abstract string? Number { get; }

    public abstract JsonObject Input { get; }

    /// <summary>Who started the instance: <c>id</c>, <c>name</c>, and the <c>unit</c> of their first role; <see langword="null"/> for one that a machine started.</summary>
    public virtual JsonObject? Starter => null;

    /// <summary>What lists show of the instance, for templates.</summary>
    public abstract JsonObject Header { get; }

    public abstract JsonNode? LastResult { get; }

    /// <summary>Names of all variables that can be seen from here, nearest first.</summary>
    public abstract IEnumerable<string> VariableNames { get; }

    /// <summary>The value of a variable by name or id; the value belongs to the instance and must not be changed.</summary>
    public abstract bool TryGetVariable(string nameOrId, out JsonNode? value);

    /// <summary>Sets a variable; an undeclared name makes a new variable of the workflow.</summary>
    public abstract void SetVariable(string nameOrId, JsonNode? value);

    /// <summary>An output of an activity that has run, by the activity's name or id; <see langword="null"/> when there is none.</summary>
    public abstract JsonNode? OutputFrom(string activity, string? output);

    /// <summary>A new id, derived from the command.</summary>
    public abstract Guid NewId();
}
