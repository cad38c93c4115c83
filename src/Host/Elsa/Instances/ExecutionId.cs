namespace Host.Elsa.Instances;

/// <summary>Ids of executions for Elsa's clients, who ask for an execution by its id alone: with the instance in it, nothing has to be searched.</summary>
internal static class ExecutionId
{
    private const int Length = 32;

    /// <summary>The id.</summary>
    public static string Of(Guid instance, Guid execution) => $"{instance:N}-{execution:N}";

    /// <summary>The instance in an id; <see langword="null"/> when it is none.</summary>
    public static string? InstanceOf(string id) => id.Length == (2 * Length) + 1 && Guid.TryParseExact(id[..Length], "N", out var instance) ? instance.ToString() : null;
}
