namespace TestSupport.Hosting;

/// <summary>What a command of the program left behind.</summary>
/// <param name="ExitCode">0 = success.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Errors">Standard error.</param>
public sealed record HostRun(int ExitCode, string Output, string Errors);
