using System.Diagnostics;
using System.Text.RegularExpressions;

namespace TestSupport.Hosting;

/// <summary>The program serving on a free port, as a process of its own that can be killed at any moment and started again on the same data.</summary>
public sealed partial class HostProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly HostSettings _settings;
    private readonly bool _ownsData;
    private readonly Lock _gate = new();
    private readonly List<string> _console = [];
    private readonly List<(Regex Pattern, TaskCompletionSource<string> Found)> _awaited = [];
    private Process _process = null!;
    private string _url = "http://127.0.0.1:0"; // a free port at first, then the same again: browsers find it where it was

    private HostProcess(HostSettings settings)
    {
        _settings = settings;
        _ownsData = settings.DataDirectory is null;
        DataDirectory = settings.DataDirectory ?? Directory.CreateTempSubdirectory("host-").FullName;
    }

    /// <summary>Where it listens, such as <c>http://127.0.0.1:40123</c>.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>The folder with its data.</summary>
    public string DataDirectory { get; }

    /// <summary>Password of the demonstration accounts.</summary>
    public string Password => _settings.Password;

    /// <summary>Everything it has written to the console, over all starts.</summary>
    public string Console
    {
        get
        {
            lock (_gate)
            {
                return string.Join('\n', _console);
            }
        }
    }

    /// <summary>Process id of the present run.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Starts it and waits until it answers.</summary>
    /// <exception cref="InvalidOperationException">It ended, or did not answer in time; the message carries its console.</exception>
    public static async Task<HostProcess> StartAsync(HostSettings? settings = null)
    {
        var host = new HostProcess(settings ?? new HostSettings());
        await host.StartAgainAsync();
        return host;
    }

    /// <summary>Starts it again on the same data and address after <see cref="Kill"/> or <see cref="StopAsync"/>.</summary>
    public async Task StartAgainAsync()
    {
        var start = HostProgram.StartInfo(_settings.Arguments);
        start.Environment["ASPNETCORE_URLS"] = _url;
        start.Environment["DataDirectory"] = DataDirectory;
        start.Environment["Demo__Password"] = _settings.Password;
        start.Environment["Workflows"] = _settings.Workflows ?? RepositoryRoot.Combine("workflows");
        if (_settings.Mail is { } mail)
        {
            start.Environment["Mail__From"] = "ClosedLoop <closedloop@example.test>";
            start.Environment["Mail__Smtp__Host"] = "127.0.0.1";
            start.Environment["Mail__Smtp__Port"] = $"{mail.SmtpPort}";
            start.Environment["Mail__Smtp__Security"] = "None";
        }

        foreach (var (name, value) in _settings.Environment)
        {
            start.Environment[name] = value;
        }

        var listening = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Read(line.Data, listening);
        _process.ErrorDataReceived += (_, line) => Read(line.Data, listening);
        _process.Exited += (_, _) => listening.TrySetException(new InvalidOperationException("The program ended."));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        try
        {
            Address = await listening.Task.WaitAsync(Patience);
            _url = Address.ToString();
            await WaitUntilHealthyAsync();
        }
        catch (Exception exception)
        {
            Kill();
            throw new InvalidOperationException($"The program did not start ({exception.Message}). Its console:\n{Console}", exception);
        }
    }

    /// <summary>Waits for a line of the console, written already or yet to come.</summary>
    /// <exception cref="TimeoutException">It was not written within two minutes; the message carries the console.</exception>
    public async Task<string> LineAsync(string pattern)
    {
        var found = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            var regex = new Regex(pattern);
            if (_console.Find(regex.IsMatch) is { } line)
            {
                return line;
            }

            _awaited.Add((regex, found));
        }

        try
        {
            return await found.Task.WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"The program did not write '{pattern}'. Its console:\n{Console}");
        }
    }

    /// <summary>Ends it at once, as a power cut does.</summary>
    public void Kill()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.WaitForExit();
    }

    /// <summary>Asks it to end (SIGTERM) and waits for that.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]))
        {
            await kill.WaitForExitAsync();
        }

        using var patience = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(patience.Token);
        return _process.ExitCode;
    }

    /// <summary>Kills it and forgets its data.</summary>
    public ValueTask DisposeAsync()
    {
        Kill();
        _process.Dispose();
        if (_ownsData)
        {
            Directory.Delete(DataDirectory, recursive: true);
        }

        return ValueTask.CompletedTask;
    }

    private void Read(string? line, TaskCompletionSource<Uri> listening)
    {
        if (line is null)
        {
            return;
        }

        lock (_gate)
        {
            _console.Add(line);
            foreach (var (_, found) in _awaited.Where(awaited => awaited.Pattern.IsMatch(line)))
            {
                found.TrySetResult(line);
            }
        }

        if (LoopbackAddress().Match(line) is { Success: true } match)
        {
            listening.TrySetResult(new Uri(match.Value));
        }
    }

    private async Task WaitUntilHealthyAsync()
    {
        using var http = new HttpClient { BaseAddress = Address };
        using var patience = new CancellationTokenSource(Patience);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!(await http.GetAsync(new Uri("/healthz", UriKind.Relative), patience.Token)).IsSuccessStatusCode)
        {
            await pause.WaitForNextTickAsync(patience.Token);
        }
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:[1-9]\d*")]
    private static partial Regex LoopbackAddress();
}
