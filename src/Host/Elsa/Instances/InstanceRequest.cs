using Workflows.Core.Instances;
using Workflows.Runtime.Queries;

namespace Host.Elsa.Instances;

/// <summary>Which instances are wanted, in the words of Elsa's clients; what is left out narrows nothing.</summary>
internal sealed record InstanceRequest
{
    public int? Page { get; init; }

    public int? PageSize { get; init; }

    public string? SearchTerm { get; init; }

    public string? DefinitionId { get; init; }

    public string[]? DefinitionIds { get; init; }

    public string? CorrelationId { get; init; }

    public int? Version { get; init; }

    public bool? HasIncidents { get; init; }

    public string? Status { get; init; }

    public string[]? Statuses { get; init; }

    public string? SubStatus { get; init; }

    public string[]? SubStatuses { get; init; }

    public string? OrderBy { get; init; }

    public string? OrderDirection { get; init; }

    public TimestampFilter[]? TimestampFilters { get; init; }

    /// <summary>The same as the queries take it.</summary>
    public InstanceFilter Filter()
    {
        var size = Math.Clamp(PageSize ?? 100, 1, 200);
        var status = Words<InstanceStatus>([Status, .. Statuses ?? []]);
        return new InstanceFilter(
            Status: status is [var one] ? one : null,
            Search: string.IsNullOrWhiteSpace(SearchTerm) ? null : SearchTerm.Trim(),
            HasIncidents: HasIncidents,
            Skip: Math.Max(0, Page ?? 0) * size,
            Take: size)
        {
            DefinitionIds = string.IsNullOrEmpty(DefinitionId) ? DefinitionIds is { Length: > 0 } ? DefinitionIds : null : [DefinitionId],
            Version = Version,
            SubStatuses = Words<InstanceSubStatus>([SubStatus, .. SubStatuses ?? []]) is { Count: > 0 } finer ? finer : null,
            WithoutHidden = true,
            CorrelationId = string.IsNullOrEmpty(CorrelationId) ? null : CorrelationId,
            Within = [.. (TimestampFilters ?? []).Select(f => f.Span()).OfType<InstanceSpan>()],
            Order = OrderBy is { } by && (by.Contains("Updated", StringComparison.OrdinalIgnoreCase) || by.Contains("Finished", StringComparison.OrdinalIgnoreCase)) ? InstanceOrder.Updated : InstanceOrder.Created,
            Ascending = OrderDirection?.StartsWith("Asc", StringComparison.OrdinalIgnoreCase) == true,
        };
    }

    private static List<T> Words<T>(IEnumerable<string?> words)
        where T : struct, Enum => [.. words.Where(w => !string.IsNullOrEmpty(w)).Select(w => Enum.TryParse<T>(w, ignoreCase: true, out var value) ? value : throw new BadHttpRequestException($"'{w}' is none of {string.Join(", ", Enum.GetNames<T>())}.")).Distinct()];

    /// <summary>A condition on an instant.</summary>
    /// <param name="Column">CreatedAt, UpdatedAt or FinishedAt.</param>
    /// <param name="Operator">GreaterThan, GreaterThanOrEqual, LessThan, LessThanOrEqual or Is.</param>
    /// <param name="Timestamp">The instant.</param>
    internal sealed record TimestampFilter(string? Column, string? Operator, DateTimeOffset Timestamp)
    {
        public InstanceSpan? Span()
        {
            var moment = Column?.StartsWith("Created", StringComparison.OrdinalIgnoreCase) == true ? InstanceOrder.Created : InstanceOrder.Updated;
            return (Operator ?? "").ToUpperInvariant() switch
            {
                "GREATERTHAN" or "GREATERTHANOREQUAL" => new InstanceSpan(moment, Timestamp, null),
                "LESSTHAN" or "LESSTHANOREQUAL" => new InstanceSpan(moment, null, Timestamp),
                "IS" => new InstanceSpan(moment, Timestamp, Timestamp.AddSeconds(1)),
                _ => null,
            };
        }
    }
}
