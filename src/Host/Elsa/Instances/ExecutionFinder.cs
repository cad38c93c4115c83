using Workflows.Core.Organisation;

namespace Host.Elsa.Instances;

/// <summary>Finds one execution of an activity, as far as the reader may see its instance.</summary>
/// <param name="reader">Reads instances.</param>
internal sealed class ExecutionFinder(InstanceReader reader)
{
    /// <summary>The execution, with all of its instance; <see langword="null"/> when there is none to be seen.</summary>
    public async Task<(ExecutionRecord Record, IReadOnlyList<ExecutionRecord> All)?> FindAsync(string id, Actor by, CancellationToken cancellationToken)
    {
        if (ExecutionId.InstanceOf(id) is not { } instance || await reader.FindAsync(instance, by, cancellationToken) is not { } found)
        {
            return null;
        }

        var all = reader.Records(found);
        return all.FirstOrDefault(r => r.Id == id) is { } record ? (record, all) : null;
    }
}
