namespace Host.Tasks;

/// <summary>Where a browser gets an evidence file; the address answers only to those who may see the ticket.</summary>
public static class EvidenceAddress
{
    /// <summary>The address of a file.</summary>
    public static string Of(Guid id) => $"/api/evidence/{id:D}";
}
