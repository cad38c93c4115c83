using Host;

WebHost.Build(args).Run();
