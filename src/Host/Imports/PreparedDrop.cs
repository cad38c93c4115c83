namespace Host.Imports;

/// <summary>A drop that was laid ready on the server.</summary>
/// <param name="Name">Name of the folder or zip.</param>
/// <param name="IsZip">Whether it is a zip.</param>
/// <param name="Files">Number of data files; 0 for a zip, which is not opened to find out.</param>
/// <param name="Bytes">Size in bytes.</param>
/// <param name="ChangedAt">When its newest file was written.</param>
public sealed record PreparedDrop(string Name, bool IsZip, int Files, long Bytes, DateTimeOffset ChangedAt);
