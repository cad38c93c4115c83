using System.Diagnostics;

namespace TestSupport.Hosting;

/// <summary>The built program, as a user starts it.</summary>
public static class HostProgram
{
    /// <summary>Absolute path of <c>Host.dll</c>, of the same configuration as the running tests.</summary>
    public static string Path { get; } = RepositoryRoot.Combine("src", "Host", "bin", Configuration, "net10.0", "Host.dll");

    private static string Configuration =>
        AppContext.BaseDirectory.Contains($"{System.IO.Path.DirectorySeparatorChar}Release{System.IO.Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug";

    /// <summary>Runs one command of it to its end.</summary>
    /// <param name="arguments">As on the command line.</param>
    /// <param name="patience">How long it may take; the default is one minute.</param>
    /// <param name="environment">Settings, as environment variables.</param>
    /// <exception cref="TimeoutException">It did not end; it has been killed.</exception>
    public static async Task<HostRun> RunAsync(IEnumerable<string> arguments, TimeSpan? patience = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = StartInfo(arguments);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var deadline = new CancellationTokenSource(patience ?? TimeSpan.FromMinutes(1));
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"Host {string.Join(' ', process.StartInfo.ArgumentList)} did not end. Output: {await output} {await errors}");
        }

        return new HostRun(process.ExitCode, await output, await errors);
    }

    internal static ProcessStartInfo StartInfo(IEnumerable<string> arguments)
    {
        if (!File.Exists(Path))
        {
            throw new InvalidOperationException($"{Path} is not there: build src/Host first.");
        }

        var start = new ProcessStartInfo(Environment.ProcessPath is { } self && System.IO.Path.GetFileNameWithoutExtension(self) == "dotnet" ? self : "dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("ASPNETCORE_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        return start;
    }
}
