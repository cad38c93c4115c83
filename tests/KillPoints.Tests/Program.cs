using System.Diagnostics;
using System.Text.Json;
using KillPoints.Tests.Points;
using KillPoints.Tests.Script;

// FILE: plays each day of a JSON list up to its kill point, where it stands still, half done; when all stand, the process is killed with SIGKILL.
// So one process, warm after the first day, dies at many places. A line says how many acts of which day are acknowledged.
var places = JsonSerializer.Deserialize<Place[]>(await File.ReadAllTextAsync(args[0]))!;
ThreadPool.SetMinThreads(places.Length + 8, places.Length + 8); // every day that stands holds a thread
foreach (var place in places)
{
    var killSwitch = new KillSwitch(place.KillPoint);
    var day = Task.Run(() => PlayAsync(place, killSwitch));
    if (await Task.WhenAny(day, killSwitch.Reached) == day)
    {
        await day;
        foreach (var passed in killSwitch.Passed)
        {
            Console.WriteLine($"passed {place.Name} {passed.ReplaceLineEndings(" ")}");
        }
    }
}

if (places.Any(p => p.KillPoint is not null))
{
    using var self = Process.GetCurrentProcess();
    self.Kill();
    await new TaskCompletionSource().Task;
}

return 0;

static async Task PlayAsync(Place place, KillSwitch killSwitch)
{
    await using var host = await DayHost.OpenAsync(place, killSwitch);
    await Day.PlayAsync(host, 0, acknowledged => Console.WriteLine($"acknowledged {place.Name} {acknowledged}"));
}
