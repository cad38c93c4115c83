namespace Host.Startup;

/// <summary>What the command line says about a program with a database.</summary>
/// <param name="DataDirectory">Folder of the data; <see langword="null"/> = the setting.</param>
/// <param name="Urls">Addresses to listen on; <see langword="null"/> = the settings.</param>
/// <param name="Demonstration">Whether an empty database is filled with the demonstration prefecture.</param>
public sealed record HostArguments(string? DataDirectory = null, string? Urls = null, bool Demonstration = true);
