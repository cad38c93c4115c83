using System.CommandLine;
using Host.Demonstration;
using Host.Startup;

namespace Host.Commands;

/// <summary><c>serve</c>: the web program. Also what runs when no command is given.</summary>
internal static class ServeCommand
{
    /// <summary>Adds it to the root, with its options on the root too.</summary>
    public static void AddTo(RootCommand root)
    {
        var serve = new Command("serve", "Serves the pages and the API (the default).");
        foreach (var command in new Command[] { serve, root })
        {
            var noDemo = new Option<bool>("--no-demo") { Description = "Do not set up the demonstration prefecture in an empty database." };
            var urls = new Option<string?>("--urls") { Description = "Addresses to listen on; the default is http://localhost:5080 or ASPNETCORE_URLS." };
            var data = DataOption.New();
            command.Options.Add(noDemo);
            command.Options.Add(urls);
            command.Options.Add(data);
            command.SetAction(async (parsed, cancellationToken) =>
            {
                await using var app = WebHost.Build(new HostArguments(parsed.GetValue(data), parsed.GetValue(urls), !parsed.GetValue(noDemo)));
                await app.StartAsync(cancellationToken);
                Announce(app);
                await app.WaitForShutdownAsync(cancellationToken);
                return 0;
            });
        }

        root.Subcommands.Add(serve);
    }

    /// <summary>Where to go and, once in the life of a database, who can sign in.</summary>
    private static void Announce(WebApplication app)
    {
        Console.WriteLine();
        Console.WriteLine($"  闭环稽查 ClosedLoop: {string.Join("  ", app.Urls)}");
        if (app.Services.GetRequiredService<FirstStart>().SignIns is { } signIns)
        {
            Console.WriteLine(signIns);
        }

        Console.WriteLine();
    }
}
