using System.Text.Json.Serialization;

namespace Workflows.Core.Instances;

/// <summary>What the link in a mail is good for.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LinkPolicy>))]
public enum LinkPolicy
{
    /// <summary>The mail carries no decision link: the task is decided after signing in, on its own page.</summary>
    SignInOnly,

    /// <summary>The link opens the decision, but only for its person, signed in.</summary>
    LinkAndSignIn,

    /// <summary>Whoever holds the link decides in the name of its person: for decisions of little weight.</summary>
    Link,
}

/// <summary>Whether an answer to the mail decides.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReplyPolicy>))]
public enum ReplyPolicy
{
    /// <summary>Never.</summary>
    Never,

    /// <summary>When its DKIM signature, verified here, belongs to the sender's domain.</summary>
    DkimOnly,

    /// <summary>When its DKIM signature, or the verdict of the organisation's own mail server, vouches for the sender.</summary>
    Authenticated,
}

/// <summary>How a task may be decided from the mail about it. A task whose definition says nothing of it is decided on the pages only.</summary>
/// <param name="Link">By its link.</param>
/// <param name="Reply">By an answer.</param>
public sealed record MailDecision(LinkPolicy Link, ReplyPolicy Reply);
