namespace Workflows.Runtime.Live;

/// <summary>Tells pages that something they may show has changed. A hint, sent after the commit: the receiver reads again.</summary>
public interface IChangeFeed
{
    /// <summary>Calls back after every committed step until the subscription is disposed. The callback must not block.</summary>
    IDisposable Subscribe(Action<Change> onChange);

    /// <summary>Announces a change.</summary>
    void Publish(Change change);
}

/// <summary>What changed.</summary>
/// <param name="Topic"><c>instance</c>, <c>suspicions</c>, <c>imports</c>, <c>mail</c>, <c>definitions</c>, <c>design</c>.</param>
/// <param name="InstanceId">The instance, for <c>instance</c>.</param>
/// <param name="DefinitionId">The definition whose draft was saved or is gone, for <c>design</c>.</param>
public sealed record Change(string Topic, Guid? InstanceId = null, string? DefinitionId = null);
