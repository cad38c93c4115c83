using Host.Demonstration;
using Host.Design;
using Host.Jobs;
using Host.Mail;
using Host.Tasks;
using Workflows.Inspection;
using Workflows.Mail;
using Workflows.Runtime;
using Workflows.Runtime.Http;
using Workflows.Runtime.Mails;
using Workflows.Runtime.Retention;
using Workflows.Storage;

namespace Host.Startup;

/// <summary>Adds the rooms behind the web: storage, runtime, mail, inspection, and what happens when the program starts.</summary>
internal static class Rooms
{
    /// <summary>Adds them with the settings.</summary>
    public static IServiceCollection AddRooms(this IServiceCollection services, IConfiguration configuration, DataDirectory data)
    {
        var workflows = WorkflowsFolder.Find(configuration["Workflows"]);
        services.AddSingleton(data);
        services.AddWorkflowStorage(options =>
        {
            options.ConnectionString = configuration.GetConnectionString("Workflow") is { Length: > 0 } connection ? connection : $"Data Source={data.Database}";
            options.AuditKeyFile = data.AuditKeyOf(configuration);
            options.MailHeadsTo = configuration["Audit:MailHeadsTo"]?.Trim() ?? "";
        });
        services.AddOptions<RetentionOptions>().Bind(configuration.GetSection(RetentionOptions.Section)).Configure(options => options.Directory = data.ArchiveOf(configuration));
        services.AddWorkflowRuntime();
        services.AddWorkflowMail(options =>
        {
            options.PublicBaseUrl = OwnAddress.From(configuration["urls"]) ?? options.PublicBaseUrl;
            configuration.GetSection(MailOptions.Section).Bind(options);
            options.Imap.ArchiveDirectory = string.IsNullOrWhiteSpace(options.Imap.ArchiveDirectory) ? data.IncomingMail : options.Imap.ArchiveDirectory;
            options.PickupDirectory = string.IsNullOrWhiteSpace(options.PickupDirectory) ? data.Mail : options.PickupDirectory;
        });
        services.AddInspection(options =>
        {
            configuration.GetSection("Inspection").Bind(options);
            options.DataDirectory = data.Root;
            options.ScreeningDirectory = Path.Combine(workflows, "screening");
        });
        services.AddStaffPages(configuration, data.Root, workflows);
        services.AddTaskPages();
        services.AddSingleton<DesignPresence>();
        services.AddSingleton<Surroundings>();
        return services;
    }

    /// <summary>Adds what a serving program does by itself: importing workflows, the first start, recovery, the pumps.</summary>
    public static IServiceCollection AddServing(this IServiceCollection services, IConfiguration configuration, HostArguments arguments)
    {
        services.AddSingleton(arguments);
        services.AddOptions<DemonstrationSettings>().Bind(configuration.GetSection(DemonstrationSettings.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<SignInsReady>();
        services.AddSingleton<DemonstrationPeople>();
        services.AddSingleton<DemonstrationSetup>();
        services.AddSingleton<FirstStart>();
        services.AddHostedService<WorkflowsImport>();
        services.AddHostedService(s => s.GetRequiredService<FirstStart>());
        services.AddHostedService<ImportRecovery>();
        services.AddHostedService<IdleMemory>();
        services.AddHttpRequests(configuration.GetSection(WorkflowHttpOptions.Section).Bind);
        services.AddSingleton<IReplyAttachments, ReplyAttachments>();
        services.AddMailReading();
        services.AddWorkflowPumps(configuration.GetSection("Timers").Bind, configuration.GetSection("Outbox").Bind);
        return services;
    }
}
