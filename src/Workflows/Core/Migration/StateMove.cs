using System.Text.Json.Nodes;
using Workflows.Core.Definitions;

namespace Workflows.Core.Migration;

/// <summary>What an execution remembers, on its way into another version.</summary>
/// <param name="State">As remembered; never changed.</param>
/// <param name="From">The activity in the old version.</param>
/// <param name="To">The activity in the new version; of the same type.</param>
/// <param name="Plan">Where everything else goes.</param>
/// <param name="Blockers">Gets the reasons why it cannot move.</param>
internal sealed record StateMove(JsonObject State, ActivityNode From, ActivityNode To, MigrationPlan Plan, ICollection<LocalizedText> Blockers);
