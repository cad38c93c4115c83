return await Host.Commands.CommandLine.RunAsync(args);
