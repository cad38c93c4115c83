using TestSupport.Mail;

namespace Workflows.Mail.Tests;

/// <summary>One mail server for all tests that only need some server; each test uses addresses of its own.</summary>
public sealed class MailServerFixture : IAsyncLifetime
{
    public MailServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await MailServer.StartAsync();

    public async Task DisposeAsync() => await Server.DisposeAsync();
}

[CollectionDefinition(Name)]
public sealed class MailServerCollection : ICollectionFixture<MailServerFixture>
{
    public const string Name = "mail server";
}
