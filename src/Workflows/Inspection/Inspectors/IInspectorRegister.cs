namespace Workflows.Inspection.Inspectors;

/// <summary>Keeps the register of inspectors.</summary>
public interface IInspectorRegister
{
    /// <summary>The records by person id; who has none is not among them.</summary>
    Task<IReadOnlyDictionary<string, InspectorRecord>> AllAsync(CancellationToken cancellationToken = default);

    /// <summary>Keeps a record, over the one that was there.</summary>
    Task SaveAsync(InspectorRecord record, CancellationToken cancellationToken = default);

    /// <summary>How many open tasks each of these people has; who has none is not among them.</summary>
    Task<IReadOnlyDictionary<string, int>> OpenTasksAsync(IReadOnlyCollection<string> personIds, CancellationToken cancellationToken = default);
}
