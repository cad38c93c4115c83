using System.Text.Json.Serialization;

namespace Workflows.Core.Instances;

/// <summary>The way a decision came in by, when not by the pages or the API.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DecisionChannel>))]
public enum DecisionChannel
{
    /// <summary>The link in a mail.</summary>
    MailLink,

    /// <summary>An answer to a mail.</summary>
    MailReply,
}

/// <summary>What proves where a decision came from; kept, and signed, with it.</summary>
/// <param name="Channel">The way.</param>
/// <param name="MailId">The mail that asked for the decision.</param>
public sealed record DecisionSource(DecisionChannel Channel, Guid MailId)
{
    /// <summary>Whether its person was signed in; for a link.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool SignedIn { get; init; }

    /// <summary>Message-ID of the answer.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? MessageId { get; init; }

    /// <summary>SHA-256 (hex, lower case) of the answer as it was received.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Sha256 { get; init; }

    /// <summary>What vouched for the sender of the answer (<c>dkim=pass header.d=example.org</c>).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Authentication { get; init; }
}
