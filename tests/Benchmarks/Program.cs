using System.Runtime.InteropServices;
using Benchmarks;

Console.Error.WriteLine($"{RuntimeInformation.OSDescription}, {Environment.ProcessorCount} processors, {RuntimeInformation.FrameworkDescription}");
return args switch
{
    ["torture", var connectionString] => await Torture.RunAsync(connectionString),
    [] => await AllAsync(TimeSpan.FromSeconds(10), tasks: 100_000, tickets: 3_000),
    ["--quick"] => await AllAsync(TimeSpan.FromSeconds(2), tasks: 5_000, tickets: 500),
    ["growth"] => await Growth.RunAsync(tickets: 3_000) ? 0 : 1,
    ["--postgresql", var connectionString] => await Throughput.OnPostgreSqlAsync(connectionString, TimeSpan.FromSeconds(10)),
    _ => Usage(),
};

static async Task<int> AllAsync(TimeSpan duration, int tasks, int tickets)
{
    var met = Deciding.Run();
    met &= await Throughput.OnSqliteAsync(duration) == 0;
    met &= await Growth.RunAsync(tickets);
    await Inbox.RunAsync(tasks);
    return met ? 0 : 1;
}

static int Usage()
{
    Console.Error.WriteLine("""
        Benchmarks [--quick]                 deciding, throughput beside raw commits of SQLite, growth, the inbox under 100,000 (5,000) tasks; exit code 1 when a limit is missed
        Benchmarks growth                    only how much a finished ticket makes the database grow
        Benchmarks --postgresql CONNECTION   throughput on a PostgreSQL server, in a database of its own that is dropped afterwards
        Benchmarks torture CONNECTION        gives commands until it is killed; prints the id of each one that was acknowledged
        """);
    return 2;
}
