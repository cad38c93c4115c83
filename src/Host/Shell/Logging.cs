using System.Globalization;
using Host.Startup;
using Serilog;

namespace Host.Shell;

/// <summary>Logs: to the console, and to a file per day in the data folder, kept for two weeks.</summary>
internal static class Logging
{
    private const string Template = "{Timestamp:yyyy-MM-dd HH:mm:ss} {Level:u3} {Message:lj}{NewLine}{Exception}";
    private const long MaxFileBytes = 50 << 20;

    /// <summary>Adds it.</summary>
    public static IServiceCollection AddLogs(this IServiceCollection services, IConfiguration configuration, DataDirectory data) =>
        services.AddSerilog(logger => logger
            .ReadFrom.Configuration(configuration)
            .WriteTo.Console(outputTemplate: Template, formatProvider: CultureInfo.InvariantCulture, standardErrorFromLevel: null)
            .WriteTo.File(Path.Combine(data.Logs, "closedloop-.log"), outputTemplate: Template, formatProvider: CultureInfo.InvariantCulture,
                rollingInterval: RollingInterval.Day, retainedFileCountLimit: 14, fileSizeLimitBytes: MaxFileBytes, rollOnFileSizeLimit: true));
}
