using Benchmarks;

return args switch
{
    ["torture", var folder] => await Torture.RunAsync(folder),
    [] => await Throughput.RunAsync(TimeSpan.FromSeconds(10)),
    ["--quick"] => await Throughput.RunAsync(TimeSpan.FromSeconds(2)),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        Benchmarks [--quick]        measures start → task → complete → finished beside raw SQLite commits; exit code 1 when a limit is missed
        Benchmarks torture FOLDER   gives commands until it is killed; prints the id of each one that was acknowledged
        """);
    return 2;
}
