using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Storage.Tests.Support;

namespace Workflows.Storage.Tests;

/// <summary>What every database must do for the runtime. A database passes by deriving from this.</summary>
public abstract partial class StoreContract
{
    private static readonly Actor Ada = TestApp.Person("ada", Roles.CountyOfficer, "C1");

    /// <summary>Connection string of the database that belongs to a folder.</summary>
    protected abstract Task<string> DatabaseAsync(string folder);

    protected Task<TestApp> StartAsync(Action<IServiceCollection>? more = null, TestApp? shareDataOf = null) => TestApp.StartAsync(DatabaseAsync, more, shareDataOf);

    private static CompleteTask Complete(WorkflowInstance instance, Actor by, string outcome = "Done", Guid? commandId = null) =>
        new(commandId ?? Guid.CreateVersion7(), instance.Id, by, instance.Tasks[0].Id, outcome, new JsonObject { ["found"] = "电表倒走" }, null);
}
