using System.Runtime.InteropServices;
using Benchmarks;
using Benchmarks.Mail;
using TestSupport.PostgreSql;

const string PostgreSql = "--postgresql";
string[] known = ["deciding", "forms", "throughput", "growth", "inbox", "timers", "mail", "postgresql"];

Console.Error.WriteLine($"{RuntimeInformation.OSDescription}, {Environment.ProcessorCount} processors, {RuntimeInformation.FrameworkDescription}");
if (args is ["torture", var tortured])
{
    return await Torture.RunAsync(tortured);
}

var quick = args.Contains("--quick");
var server = args is [.., PostgreSql, var connectionString] ? connectionString : null;
string[] named = [.. args.TakeWhile(a => a != PostgreSql).Where(a => a != "--quick")];
return named.All(known.Contains) ? await RunAsync() : Usage();

async Task<int> RunAsync()
{
    var (duration, tasks, tickets) = quick ? (TimeSpan.FromSeconds(2), 5_000, 500) : (TimeSpan.FromSeconds(10), 100_000, 3_000);
    var met = true;
    foreach (var part in named.Length == 0 ? known : named)
    {
        await using var database = Database.New(server);
        met &= part switch
        {
            "deciding" => Deciding.Run(),
            "forms" => Forms.Run(),
            "throughput" => await Throughput.RunAsync(database, duration),
            "growth" => await Growth.RunAsync(tickets),
            "timers" => await Timers.RunAsync(database, tasks),
            "postgresql" => await OnPostgreSqlAsync(duration, tasks),
            "mail" => await MailAsync(database, tasks),
            _ => await Inbox.RunAsync(database, tasks),
        };
    }

    return met ? 0 : 1;
}

// Throughput and inbox once more, on a durable server of its own unless one was named.
async Task<bool> OnPostgreSqlAsync(TimeSpan duration, int tasks)
{
    var there = server ?? await PostgreSqlCluster.StartDurableAsync();
    await using var throughput = Database.New(there);
    await using var inbox = Database.New(there);
    return await Throughput.RunAsync(throughput, duration) & await Inbox.RunAsync(inbox, tasks);
}

static async Task<bool> MailAsync(Database database, int tasks)
{
    await using var mail = await PostOffice.OpenAsync();
    return await MailOut.RunAsync(mail, database, Math.Max(tasks / 20, 1_000)) & await MailIn.RunAsync(mail, database, tasks);
}

static int Usage()
{
    Console.Error.WriteLine("""
        Benchmarks [--quick] [PART…] [--postgresql CONNECTION]
            exit code 1 when a limit is missed; parts (all when none is named):
            deciding     a task completed in a flowchart of 30 nodes, in memory
            forms        a keystroke in a form of 300 fields and 50 rows
            throughput   whole instances per second, beside raw commits of the database
            growth       how much a finished ticket makes the database of SQLite grow
            inbox        pages and counts under 100,000 open tasks, and the way of a task into the next inbox
            timers       100,000 timers due at once among 1,000,000, with people at work
            postgresql   throughput and inbox on a private PostgreSQL (Debian: postgresql)
            mail         mails out through a real server, answers in, and a mailbox with 100,000 mails
            --quick      shorter, with fewer rows
            --postgresql all of it on this server; a database is made there, and dropped afterwards
        Benchmarks torture CONNECTION
            gives commands until it is killed; prints the id of each one that was acknowledged
        """);
    return 2;
}
