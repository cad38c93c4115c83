using System.Collections.Immutable;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Runtime.Definitions;
using Workflows.Runtime.Instances;
using Workflows.Runtime.People;

namespace KillPoints.Tests.Script;

/// <summary>
/// A scripted day of four requests: starts, completions, approvals, a timer, a child, sending back, urging, transferring, withdrawing, a migration,
/// deadlines that remind and decide, and the mails of all that. Ids follow from the script, so two days can be compared to the letter.
/// </summary>
internal static class Day
{
    public static readonly DateTimeOffset Morning = new(2026, 11, 23, 1, 0, 0, TimeSpan.Zero);

    /// <summary>After this time what a dead process had claimed can be claimed by the next one.</summary>
    public static readonly TimeSpan Settled = TimeSpan.FromSeconds(90);

    /// <summary>Accounts on the mail server.</summary>
    public static readonly ImmutableArray<string> Addresses = ["ada@example.test", "bob@example.test", "zoe@example.test", "eve@example.test"];

    /// <summary>The name by which the mail server vouches for who sent a mail.</summary>
    public const string AuthenticationServer = "mx.example.test";

    private static readonly Actor Ada = Someone("ada", Roles.ProcessOwner, "P").ToActor();
    private static readonly Actor Bob = Someone("bob", Roles.CountyOfficer, "C1").ToActor();
    private static readonly Actor Zoe = Someone("zoe", Roles.CountyOfficer, "C1").ToActor();
    private static readonly Actor Eve = Someone("eve", Roles.CountyOfficer, "C1").ToActor();
    private static readonly Actor Root = new("root", "root", [new RoleGrant(Roles.Administrator, "P")]);

    public static readonly ImmutableArray<Act> Acts =
    [
        new(0, 'A', Ada, Start),
        new(2, 'B', Ada, Start),
        new(4, 'C', Ada, Start),
        new(6, 'D', Ada, Start),
        new(8, 'A', Ada, Complete("fill", "ada")),
        new(10, 'B', Ada, Complete("fill", "ada")),
        new(12, 'C', Ada, Complete("fill", "ada")),
        new(14, 'D', Ada, async g => new WithdrawInstance(g.CommandId, g.InstanceId, g.By, "重新提交")),
        new(16, 'A', Bob, Complete("panel", "bob", "Approved")),
        new(18, 'A', Zoe, Complete("panel", "zoe", "Approved")),
        new(20, 'C', Zoe, Complete("panel", "zoe", "Approved")),
        new(22, 'C', Bob, Complete("panel", "bob", "Approved")),
        new(24, 'B', Root, Migrate),
        new(26, 'B', Bob, async g => new UrgeTask(g.CommandId, g.InstanceId, Ada, await TaskAsync(g, "panel", "zoe"), "请尽快")),
        new(28, 'B', Zoe, Complete("panel", "zoe", "Rejected")),

        // Eve is asked by mail and decides by answering it.
        new(32, 'E', Ada, Start, Definition: "letter"),
        new(34, 'E', Eve, null, Answer: "同意\n请尽快"),

        // The waits of A and C end, their children run, and bob and zoe are asked.
        new(60, 'A', Ada, null),
        new(64, 'A', Bob, async g => new SendBack(g.CommandId, g.InstanceId, g.By, await TaskAsync(g, "check"), "fill", SendBackMode.Straight, "请补充")),
        new(66, 'A', Ada, Complete("fill", "ada", nth: 1)),
        new(68, 'A', Bob, async g => new TransferTask(g.CommandId, g.InstanceId, g.By, await TaskAsync(g, "check", nth: 1), "zoe", null)),
        new(70, 'A', Zoe, Complete("check", nth: 1)),

        // Nobody does C's task: it is overdue, and an hour later the machine decides.
        new(140, 'C', Ada, null),
        new(200, 'C', Ada, null),
    ];

    /// <summary>Makes the organisation and publishes the workflows, the first one in two versions.</summary>
    public static async Task PrepareAsync(DayHost host, string folder)
    {
        var people = host.Get<IPeople>();
        await people.SaveUnitsAsync([new OrgUnit("P", "市", OrgTier.Prefecture, null), new OrgUnit("C1", "一县", OrgTier.County, "P")]);
        foreach (var person in (Person[])[Someone("ada", Roles.ProcessOwner, "P"), Someone("bob", Roles.CountyOfficer, "C1"), Someone("zoe", Roles.CountyOfficer, "C1"), Someone("eve", Roles.CountyOfficer, "C1")])
        {
            await people.SavePersonAsync(person);
        }

        var workflows = Path.Combine(folder, "workflows");
        CopyFolder(Path.Combine(AppContext.BaseDirectory, "workflows"), workflows);
        await PublishAsync(host, workflows);
        var day = Path.Combine(workflows, "day", "workflow.json");
        await File.WriteAllTextAsync(day, (await File.ReadAllTextAsync(day)).Replace("\"refused\"", "\"returned\"", StringComparison.Ordinal));
        await PublishAsync(host, workflows);
    }

    /// <summary>Plays the day from an act on. What was given before an end by force is given again, as a person does who got no answer.</summary>
    /// <param name="host">The running product.</param>
    /// <param name="acknowledged">How many acts had been acknowledged before; the machine's work of the last one is taken up again.</param>
    /// <param name="acknowledge">Told of each act when its command is accepted.</param>
    public static async Task PlayAsync(DayHost host, int acknowledged, Action<int> acknowledge)
    {
        for (var i = Math.Max(0, acknowledged - 1); i < Acts.Length; i++)
        {
            MoveTo(host, Morning.AddMinutes(Acts[i].Minute));
            if (i >= acknowledged)
            {
                await GiveAsync(host, i);
                acknowledge(i + 1);
            }

            if (Acts[i].Answer is not null)
            {
                await host.ReadMailAsync();
            }

            await host.PumpAsync();
            MoveTo(host, Morning.AddMinutes(Acts[i].Minute) + Settled);
            await host.PumpAsync();
        }
    }

    private static async Task GiveAsync(DayHost host, int i)
    {
        var act = Acts[i];
        if (act.Answer is { } answer)
        {
            await Letters.AnswerAsync(host.Place, $"{act.By.PersonId}@example.test", answer);
        }

        if (act.Command is null)
        {
            return;
        }

        var command = await act.Command(new Give(host, DerivedId.From($"act {i}"), DerivedId.From($"instance {act.Instance}"), act.By));
        var runner = host.Get<ICommandRunner>();
        var outcome = command is StartInstance start ? await runner.StartAsync(act.Definition, start, version: 1) : await runner.RunAsync(command);
        if (!outcome.Accepted)
        {
            throw new InvalidOperationException($"Act {i} of {act.Instance} was refused: {outcome.Refusal!.Code} {outcome.Refusal.Message.En}");
        }
    }

    private static Task<InstanceCommand> Start(Give g) => Task.FromResult<InstanceCommand>(new StartInstance(g.CommandId, g.InstanceId, g.By, []));

    private static async Task<InstanceCommand> Migrate(Give g) =>
        new MigrateInstance(g.CommandId, g.InstanceId, g.By, (await g.Host.Get<IDefinitionCatalog>().FindAsync("day", 2))!, ImmutableDictionary<string, string>.Empty, "改进");

    private static Func<Give, Task<InstanceCommand>> Complete(string task, string? assignee = null, string outcome = "Done", int nth = 0) =>
        async g => new CompleteTask(g.CommandId, g.InstanceId, g.By, await TaskAsync(g, task, assignee, nth), outcome, [], "理由");

    /// <summary>The task as its page knows it, open or not: a second click sends the same id.</summary>
    private static async Task<Guid> TaskAsync(Give g, string name, string? assignee = null, int nth = 0)
    {
        await using var context = await g.Host.ContextAsync();
        var tasks = context.Tasks.Where(t => t.InstanceId == g.InstanceId && t.Name == name && (assignee == null || t.Assignee == assignee || t.ClosedBy == assignee || t.Assignee == null));
        return await tasks.OrderBy(t => t.CreatedAt).Select(t => t.Id).Skip(nth).FirstAsync();
    }

    private static void MoveTo(DayHost host, DateTimeOffset time)
    {
        if (time > host.Clock.GetUtcNow())
        {
            host.Clock.SetUtcNow(time);
        }
    }

    private static async Task PublishAsync(DayHost host, string workflows)
    {
        var report = await host.Get<IDefinitionCatalog>().ImportFoldersAsync(workflows, "system:import");
        if (report.Problems.Count > 0)
        {
            throw new InvalidOperationException(string.Join(Environment.NewLine, report.Problems));
        }
    }

    private static Person Someone(string id, string role, string unit) =>
        new(id, CultureInfo.InvariantCulture.TextInfo.ToTitleCase(id), $"{id}@example.test", unit, [new RoleGrant(role, unit)], IsActive: true, "zh-CN");

    private static void CopyFolder(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
