namespace Workflows.Storage.Writing;

/// <summary>A statement on its way.</summary>
internal sealed class Sent
{
    /// <summary>How many rows it has changed; <see langword="null"/> until it has run.</summary>
    public int? Rows { get; set; }
}
