using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Workflows.Core;
using Workflows.Core.Definitions;
using Workflows.Core.Forms;
using Workflows.Core.Instances;
using Workflows.Runtime.Definitions;
using Workflows.Runtime.Effects;
using Workflows.Runtime.Instances;
using Workflows.Runtime.Live;
using Workflows.Runtime.Mails;
using Workflows.Runtime.Operations;
using Workflows.Runtime.People;

namespace Workflows.Mail.Tests;

/// <summary>The mail room as the host composes it, with the ports it needs kept in memory.</summary>
internal sealed class MailRoom : IDisposable
{
    public const string DefinitionId = "inspection-ticket";

    private readonly ServiceProvider _services;
    private readonly Catalog _catalog = new();

    public MailRoom(Action<MailOptions> configure)
    {
        _services = new ServiceCollection()
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton<IPeople>(People)
            .AddSingleton<IMailLog>(Log)
            .AddSingleton<IMailQueue>(Log)
            .AddSingleton<IMailPreferences, NobodyChose>()
            .AddSingleton<IBouncedAddresses, NobodyChose>()
            .AddSingleton<IOperations, NoOperations>()
            .AddSingleton<IDefinitionCatalog>(_catalog)
            .AddSingleton<IChangeFeed>(Changes)
            .AddSingleton<IInstanceStore>(Instances)
            .AddSingleton<IDecisionKeys>(Keys)
            .AddSingleton<IAbsences, NobodyIsAway>()
            .AddSingleton<AbsenceDesk>()
            .AddWorkflowMail(configure)
            .BuildServiceProvider();
    }

    /// <summary>2026-11-23 14:05 at UTC+8.</summary>
    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 23, 6, 5, 0, TimeSpan.Zero));

    public StaffDirectory People { get; } = new();

    public InMemoryMailLog Log { get; } = new();

    public RecordedChanges Changes { get; } = new();

    public OneInstance Instances { get; } = new();

    public InMemoryDecisionKeys Keys { get; } = new();

    public Guid InstanceId { get; } = Guid.CreateVersion7();

    public IMailDesk Desk => _services.GetRequiredService<IMailDesk>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Puts a template into the package that instances are pinned to.</summary>
    public void Template(string name, string source) => _catalog.Templates = _catalog.Templates.SetItem(name, source);

    /// <summary>Hands an effect to the handler as the outbox pump does.</summary>
    public Task<EffectResult> HandleAsync(SendMail effect, InstanceHeader? header = null) =>
        _services.GetRequiredService<IEffectHandler<SendMail>>().HandleAsync(
            effect,
            new EffectContext(InstanceId, 1, header ?? new InstanceHeader("JC20261123-0007", new LocalizedText("王小明（零电量）", "王小明 (no consumption)"), "4209001", "4200000001", "Q-01", null), DefinitionId, 1),
            CancellationToken.None);

    public static SendMail Effect(string template, params Recipient[] to) => new(
        Guid.CreateVersion7(),
        template,
        [.. to],
        new JsonObject
        {
            ["task"] = new JsonObject { ["title"] = new JsonObject { ["zh"] = "县公司分析", ["en"] = "County analysis" }, ["dueAt"] = "2026-11-24T09:30:00+00:00" },
        },
        Guid.CreateVersion7());

    public static Recipient Person(string id) => new(RecipientKind.Person, id);

    public static Recipient Address(string address) => new(RecipientKind.Address, address);

    public void Dispose() => _services.Dispose();

    private sealed class Catalog : IDefinitionCatalog
    {
        public ImmutableDictionary<string, string> Templates { get; set; } = ImmutableDictionary<string, string>.Empty;

        public ValueTask<WorkflowPackage?> FindAsync(string definitionId, int? version = null, CancellationToken cancellationToken = default)
        {
            var definition = new WorkflowDefinition { DefinitionId = DefinitionId, Version = 1, Name = "Ticket", Source = [] };
            return new(definitionId == DefinitionId ? new WorkflowPackage(definition, ImmutableDictionary<string, FormDefinition>.Empty, Templates) : null);
        }

        public Task<IReadOnlyList<DefinitionVersionInfo>> ListAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<IReadOnlyDictionary<string, string>?> FilesAsync(string definitionId, int version, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<ImportFoldersReport> ImportFoldersAsync(string root, string author, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }
}
