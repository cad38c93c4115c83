using Workflows.Runtime.Live;

namespace Workflows.Inspection.Drops;

/// <summary>What an import needs besides its own parts.</summary>
/// <param name="Clock">Time of the report.</param>
/// <param name="Changes">Told when an import is done.</param>
public sealed record ImportSurroundings(TimeProvider Clock, IChangeFeed Changes);
