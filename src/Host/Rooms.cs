using Host.Jobs;
using Workflows.Mail;

namespace Host;

/// <summary>Adds the rooms behind the web: runtime, storage, mail, inspection.</summary>
internal static class Rooms
{
    /// <summary>Adds them with the settings.</summary>
    public static IServiceCollection AddRooms(this IServiceCollection services, IConfiguration configuration, DataDirectory data, HostArguments arguments)
    {
        services.AddSingleton(data);
        services.AddSingleton(arguments);
        services.AddWorkflowMail(options =>
        {
            configuration.GetSection(MailOptions.Section).Bind(options);
            options.PickupDirectory = string.IsNullOrWhiteSpace(options.PickupDirectory) ? data.Mail : options.PickupDirectory;
        });
        services.AddStaffPages(configuration, data.Root, WorkflowsFolder.Find(configuration["Workflows"]));
        return services;
    }
}
