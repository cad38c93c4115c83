using Benchmarks;

return args switch
{
    ["torture", var connectionString] => await Torture.RunAsync(connectionString),
    [] => await Throughput.OnSqliteAsync(TimeSpan.FromSeconds(10)),
    ["--quick"] => await Throughput.OnSqliteAsync(TimeSpan.FromSeconds(2)),
    ["--postgresql", var connectionString] => await Throughput.OnPostgreSqlAsync(connectionString, TimeSpan.FromSeconds(10)),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        Benchmarks [--quick]                 measures start → task → complete → finished beside raw commits of SQLite; exit code 1 when a limit is missed
        Benchmarks --postgresql CONNECTION   the same on a PostgreSQL server, in a database of its own that is dropped afterwards
        Benchmarks torture CONNECTION        gives commands until it is killed; prints the id of each one that was acknowledged
        """);
    return 2;
}
