using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Core;
using Workflows.Core.Forms;
using Workflows.Core.Instances;
using Workflows.Runtime.Instances;

namespace Workflows.Inspection.Evidence;

/// <summary>Looks at every file that a submitted form names: it must have been handed in for this ticket, and be what was handed in.</summary>
/// <remarks>Any object with an <c>id</c> and a <c>sha256</c> is taken for a file, wherever in the form it stands: no field kind is trusted to be the only place.</remarks>
public sealed class EvidenceGuard(IEvidenceIndex index) : ICommandGuard
{
    /// <inheritdoc/>
    public async ValueTask<Refusal?> CheckAsync(InstanceCommand command, WorkflowInstance instance, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(instance);
        if (command is not CompleteTask complete)
        {
            return null;
        }

        var named = Files(complete.Data, string.Empty).ToArray();
        if (named.Length == 0)
        {
            return null;
        }

        var ids = named.Select(n => Id(n.File)).OfType<Guid>().Distinct().ToArray();
        var known = (await index.FindAsync(ids, cancellationToken).ConfigureAwait(false)).ToDictionary(f => f.Id);
        var wrong = named.Where(n => !IsSame(n.File, Id(n.File) is { } id ? known.GetValueOrDefault(id) : null, instance.Id)).Select(n => n.Path).Distinct().ToArray();
        return wrong.Length == 0 ? null : EvidenceRefusals.Unknown with
        {
            Fields = [.. wrong.Select(path => new FieldProblem(path, "evidence", EvidenceRefusals.Unknown.Message))],
        };
    }

    private static IEnumerable<(string Path, JsonObject File)> Files(JsonNode? node, string path)
    {
        switch (node)
        {
            case JsonObject file when file.ContainsKey("id") && file.ContainsKey("sha256"):
                return [(path, file)];
            case JsonObject members:
                return members.SelectMany(m => Files(m.Value, path.Length == 0 ? m.Key : $"{path}.{m.Key}"));
            case JsonArray array when array.OfType<JsonObject>().Any(o => o.ContainsKey("sha256")):
                return array.SelectMany(item => Files(item, path)); // files of one field share its path
            case JsonArray array:
                return array.SelectMany((item, i) => Files(item, $"{path}[{i}]"));
            default:
                return [];
        }
    }

    private static bool IsSame(JsonObject named, EvidenceFile? file, Guid instanceId) =>
        file is not null
        && file.InstanceId == instanceId
        && string.Equals(Text(named, "sha256"), file.Sha256, StringComparison.OrdinalIgnoreCase)
        && (Text(named, "contentType") is not { } type || string.Equals(type, file.ContentType, StringComparison.OrdinalIgnoreCase))
        && (Number(named, "length") is not { } length || length == file.Length)
        && SameInstant(Text(named, "takenAt"), file.TakenAt)
        && SameNumber(Number(named, "lon"), file.Lon)
        && SameNumber(Number(named, "lat"), file.Lat);

    private static Guid? Id(JsonObject named) => Guid.TryParse(Text(named, "id"), out var id) ? id : null;

    private static string? Text(JsonObject named, string member) => named[member] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    private static double? Number(JsonObject named, string member) =>
        named[member] is JsonValue value && value.GetValueKind() == JsonValueKind.Number && double.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    // Left out is not a claim; a claim must be what the picture itself says.
    private static bool SameInstant(string? claimed, DateTimeOffset? found) =>
        claimed is null || (found is { } at && DateTimeOffset.TryParse(claimed, CultureInfo.InvariantCulture, out var claim) && (claim - at).Duration() < TimeSpan.FromSeconds(1));

    private static bool SameNumber(double? claimed, double? found) => claimed is null || (found is { } value && Math.Abs(claimed.Value - value) < 1e-5);
}
