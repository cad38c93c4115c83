using System.CommandLine;

namespace Host.Commands;

/// <summary>The option that moves the data folder, the same for every command that has one.</summary>
internal static class DataOption
{
    /// <summary>A new option; each command has its own.</summary>
    public static Option<string?> New() => new("--data") { Description = "Folder of database, readings, evidence and logs; the default is the setting DataDirectory, else ./data.", HelpName = "DIR" };
}
