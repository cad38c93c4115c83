using TestSupport.Mail;

namespace TestSupport.Hosting;

/// <summary>How the program is started for a test.</summary>
public sealed record HostSettings
{
    /// <summary>Password of the demonstration accounts.</summary>
    public string Password { get; init; } = "Correct-Horse-1";

    /// <summary>Folder for its data; <see langword="null"/> = a temporary one that goes with the process.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>Folder with the workflows; <see langword="null"/> = the shipped ones.</summary>
    public string? Workflows { get; init; }

    /// <summary>Where mail goes; <see langword="null"/> = files.</summary>
    public MailServer? Mail { get; init; }

    /// <summary>Further arguments, such as <c>--no-demo</c>.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Further settings, as environment variables (<c>Outbox__Parallelism</c>).</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
}
