namespace Host.Startup;

/// <summary>The settings for commands that need no web: the same files and variables as the web program reads.</summary>
internal static class Settings
{
    /// <summary>Reads <c>appsettings.json</c> beside the program, then environment variables.</summary>
    public static IConfigurationRoot Read() => new ConfigurationBuilder()
        .SetBasePath(AppContext.BaseDirectory)
        .AddJsonFile("appsettings.json", optional: true)
        .AddEnvironmentVariables()
        .Build();
}
