using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using KillPoints.Tests.Points;
using KillPoints.Tests.Script;
using TestSupport.Mail;
using Xunit.Abstractions;

namespace KillPoints.Tests;

/// <summary>
/// A day is played by a process that is killed before or after a statement or a verb of SMTP or IMAP; the next process finishes it. Then everything is as on
/// a day when nobody died. A run takes a sample of the places, drawn by a seed that it prints: <c>KILL_SEED</c> repeats it, <c>KILL_POINTS</c> says how
/// many (<c>all</c> = every place), and <c>KILL_AT</c> takes one.
/// </summary>
public abstract class KillPointContract(ITestOutputHelper output) : IDisposable
{
    private const int Sample = 24;
    private const int DeathsPerProcess = 48;

    private readonly string _folder = Directory.CreateTempSubdirectory("killpoints-").FullName;

    protected ITestOutputHelper Output => output;

    /// <summary>Makes the database of a folder: a new one, or a copy of another folder's.</summary>
    /// <returns>Its connection string.</returns>
    private protected abstract Task<string> DatabaseAsync(string folder, string? copyOf);

    /// <summary>The database is not needed any more.</summary>
    private protected virtual Task DropAsync(string connectionString) => Task.CompletedTask;

    /// <summary>Plays the day from its beginning to its end in this process.</summary>
    internal async Task<string> PlayAsync()
    {
        await using var mail = await StartMailAsync();
        var place = await CopyAsync(await PrepareAsync(), mail, null);
        await using var host = await DayHost.OpenAsync(place, new KillSwitch(null));
        await Day.PlayAsync(host, 0, _ => { });
        return await Outcome.HistoriesAsync(host);
    }

    [Fact]
    public async Task A_day_that_is_cut_short_anywhere_ends_as_if_nobody_had_died()
    {
        await DieAtAsync(places => Chosen(places.Count));
    }

    [Fact]
    public async Task A_day_that_is_cut_short_at_any_verb_of_the_mailbox_ends_as_if_nobody_had_died()
    {
        await DieAtAsync(places =>
        {
            Assert.Contains("before IMAP UID STORE", places); // after the decision, before the mail is flagged
            return [.. places.Select((place, i) => (place, i)).Where(p => p.place.Contains(" IMAP ", StringComparison.Ordinal)).Select(p => p.i + 1)];
        });
    }

    private async Task DieAtAsync(Func<IReadOnlyList<string>, IReadOnlyList<int>> choose)
    {
        await using var mail = await StartMailAsync();
        var prepared = await PrepareAsync();
        var (histories, mails, places) = await UndisturbedAsync(prepared, mail);
        Assert.NotEmpty(mails);
        Assert.Equal(mails.Distinct(), mails);

        var chosen = choose(places);
        output.WriteLine($"{chosen.Count} of {places.Count} places");
        var faults = 0;
        foreach (var points in chosen.Chunk(DeathsPerProcess))
        {
            foreach (var (point, fault) in await DieAndFinishAsync(prepared, mail, points, histories, mails))
            {
                output.WriteLine($"Killed at {point} of {places.Count}, {places[point - 1]}: {fault}");
                faults++;
            }
        }

        Assert.Equal(0, faults);
    }

    /// <summary>It says of each mail who vouches for it, so that an answer can decide.</summary>
    private static Task<MailServer> StartMailAsync() => MailServer.StartAsync(new MailServerSettings { AuthenticationServer = Day.AuthenticationServer });

    public void Dispose()
    {
        Release();
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>One place from each of as many equal stretches of the day.</summary>
    private IReadOnlyList<int> Chosen(int places)
    {
        if (Number("KILL_AT") is { } one)
        {
            return [one];
        }

        var count = Environment.GetEnvironmentVariable("KILL_POINTS") == "all" ? places : Math.Min(places, Number("KILL_POINTS") ?? Sample);
        var seed = Number("KILL_SEED") ?? Random.Shared.Next(1_000_000);
        output.WriteLine($"KILL_SEED={seed}");
        var chance = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i => chance.Next((int)((long)i * places / count), (int)((long)(i + 1) * places / count)) + 1)];
    }

    private static int? Number(string variable) => int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A database with the organisation and the workflows.</summary>
    private async Task<string> PrepareAsync()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, "prepared")).FullName;
        await using (var host = await DayHost.OpenAsync(new Place("prepared", folder, await DatabaseAsync(folder, null), 0, 0), new KillSwitch(null)))
        {
            await Day.PrepareAsync(host, folder);
        }

        Release();
        return folder;
    }

    /// <summary>The day as it is when nobody dies, and the places that it passes.</summary>
    private async Task<(string Histories, IReadOnlyList<Received> Mails, IReadOnlyList<string> Places)> UndisturbedAsync(string prepared, MailServer mail)
    {
        var place = await CopyAsync(prepared, mail, null);
        var (lines, code) = await RunAsync([place]);
        Assert.True(code == 0, string.Join(Environment.NewLine, lines));
        await using var host = await DayHost.OpenAsync(place, new KillSwitch(null));
        return (Outcome.WithoutTime(await Outcome.HistoriesAsync(host)), [.. (await MailsAsync(mail))[place.Name]], [.. lines.Where(l => l[0] == "passed").Select(l => l[2])]);
    }

    /// <returns>What was not as it should be, and where.</returns>
    private async Task<IReadOnlyList<(int Point, string Fault)>> DieAndFinishAsync(string prepared, MailServer mail, int[] points, string histories, IReadOnlyList<Received> mails)
    {
        var places = new List<Place>();
        foreach (var point in points)
        {
            places.Add(await CopyAsync(prepared, mail, point));
        }

        var (lines, code) = await RunAsync(places);
        Assert.True(code == 128 + 9, $"It ended with {code}: {string.Join(Environment.NewLine, lines.Select(l => string.Join(' ', l)))}");
        var faults = new List<(int, string)>();
        foreach (var place in places)
        {
            var said = lines.Where(l => l.Length > 1 && l[1] == place.Name).ToLookup(l => l[0]);
            var fault = said["passed"].Any() ? "the day ended before" : await FinishAsync(place, said["acknowledged"].Count(), histories);
            faults.AddRange(fault is null ? [] : [(place.KillPoint!.Value, fault)]);
        }

        var received = await MailsAsync(mail);
        foreach (var place in places)
        {
            faults.AddRange(Outcome.Difference(mails, [.. received[place.Name]]) is { } fault ? [(place.KillPoint!.Value, fault)] : []);
            await DropAsync(place.ConnectionString);
            Directory.Delete(place.Folder, recursive: true);
        }

        Release();
        return faults;
    }

    /// <summary>Another process takes over and finishes the day.</summary>
    private static async Task<string?> FinishAsync(Place place, int acknowledged, string histories)
    {
        try
        {
            await using var host = await DayHost.OpenAsync(place, new KillSwitch(null));
            await Day.PlayAsync(host, acknowledged, _ => { });
            var findings = (await host.SelfCheckAsync()).Checks.SelectMany(c => c.Findings.Select(f => $"{c.Code}: {f.Message.En}")).ToList();
            return findings.Count > 0 ? string.Join(Environment.NewLine, findings) : Outcome.Difference(histories, Outcome.WithoutTime(await Outcome.HistoriesAsync(host)));
        }
        catch (Exception exception)
        {
            return exception.ToString();
        }
    }

    /// <summary>Every mail, as often as it was received, by the day that sent it. The mailboxes are empty afterwards.</summary>
    private static async Task<ILookup<string, Received>> MailsAsync(MailServer mail)
    {
        var mails = new List<(string Day, Received Mail)>();
        foreach (var address in Day.Addresses)
        {
            mails.AddRange((await mail.TakeAsync(address)).Select(m => (m.MessageId!.Split('@', '.')[1], new Received(m.MessageId, address, m.Subject ?? ""))));
        }

        return mails.ToLookup(m => m.Day, m => m.Mail);
    }

    private async Task<Place> CopyAsync(string prepared, MailServer mail, int? point)
    {
        var name = point is null ? "undisturbed" : $"at{point}";
        var folder = Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;
        return new Place(name, folder, await DatabaseAsync(folder, prepared), mail.SmtpPort, mail.ImapPort, point);
    }

    /// <returns>The complete lines that it said, in three parts, and its exit code.</returns>
    private async Task<(IReadOnlyList<string[]> Lines, int Code)> RunAsync(IReadOnlyList<Place> places)
    {
        var file = Path.Combine(_folder, "days.json");
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(places));
        using var process = Process.Start(new ProcessStartInfo("dotnet", ["exec", typeof(KillPointContract).Assembly.Location, file]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var complete = said[..(said.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return ([.. complete.Select(l => l.Split(' ', 3)), .. await errors is { Length: > 0 } text ? [[text]] : Array.Empty<string[]>()], process.ExitCode);
    }

    private static void Release()
    {
        Npgsql.NpgsqlConnection.ClearAllPools();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }
}
