using Workflows.Storage;

namespace Host.Startup;

/// <summary>The rooms for a command that works on the product's data: no web, no pumps.</summary>
internal static class RoomsWithoutWeb
{
    /// <summary>Builds them on an up-to-date database.</summary>
    /// <param name="arguments">Names the data folder.</param>
    /// <param name="mustExist">Whether a missing database is an error; otherwise it is made.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="FileNotFoundException">There is no database and one is needed.</exception>
    public static async Task<ServiceProvider> BuildAsync(HostArguments arguments, bool mustExist, CancellationToken cancellationToken)
    {
        var configuration = Settings.Read();
        var data = DataDirectory.From(configuration, arguments, create: !mustExist);
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning).AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace));
        services.AddRooms(configuration, data);
        var rooms = services.BuildServiceProvider();
        var database = rooms.GetRequiredService<StorageSetup>();
        if (mustExist && !await database.ExistsAsync(cancellationToken))
        {
            throw new FileNotFoundException($"There is no database at {database.Description}. Name the folder with --data, or start the program once.");
        }

        await database.PrepareAsync(cancellationToken);
        return rooms;
    }
}
