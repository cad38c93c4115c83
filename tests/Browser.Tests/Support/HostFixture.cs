using TestSupport;
using TestSupport.Hosting;
using TestSupport.Mail;

namespace Browser.Tests.Support;

/// <summary>The product with its demonstration, sending mail through a real server, and one browser: shared by the tests of a collection.</summary>
public sealed class HostFixture : IAsyncLifetime
{
    /// <summary>A workflow of two steps beside the shipped ones: the officers of county 1 fill a short form, then the prefecture confirms.</summary>
    public const string JointCheck = "joint-check";

    private readonly BrowserFixture _browser = new();

    public MailServer Mail { get; private set; } = null!;

    public HostProcess Host { get; private set; } = null!;

    public WorkflowsCopy Workflows { get; } = new();

    public Microsoft.Playwright.IBrowser Browser => _browser.Browser;

    public async Task InitializeAsync()
    {
        Workflows.Add(RepositoryRoot.Combine("tests", "Browser.Tests", "workflows"));
        Mail = await MailServer.StartAsync();
        Host = await HostProcess.StartAsync(new HostSettings { Mail = Mail, Workflows = Workflows.Folder });
        await _browser.InitializeAsync();
        await Host.LineAsync("The demonstration is ready");
    }

    public async Task DisposeAsync()
    {
        await _browser.DisposeAsync();
        await Host.DisposeAsync();
        await Mail.DisposeAsync();
        Workflows.Delete();
    }
}

[CollectionDefinition(Name)]
public sealed class HostCollection : ICollectionFixture<HostFixture>
{
    public const string Name = "host";
}
