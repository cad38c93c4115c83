using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Designer.Editing.Outlines;
using Host.Tasks;
using Workflows.Core;
using Workflows.Core.Definitions;
using Workflows.Core.Instances;
using Workflows.Core.Organisation;
using Workflows.Inspection.Evidence;
using Workflows.Runtime.Definitions;
using Workflows.Runtime.Mails;
using Workflows.Runtime.Queries;

namespace Host.Tickets;

/// <summary>Everything about one ticket on one page, read at one moment for one reader.</summary>
/// <param name="Detail">The instance with tasks and history.</param>
/// <param name="Package">The definition as the instance is pinned to it; <see langword="null"/> when it is gone.</param>
/// <param name="Outline">The drawing, without steps that only note something.</param>
/// <param name="Trace">Where the instance went in it.</param>
/// <param name="Lines">The trail.</param>
/// <param name="Evidence">Files handed in.</param>
/// <param name="Mails">Mails sent about it, newest first.</param>
/// <param name="Facts">Why it exists.</param>
public sealed record TicketView(
    InstanceDetail Detail,
    WorkflowPackage? Package,
    DiagramOutline? Outline,
    FlowTrace Trace,
    ImmutableArray<TrailLine> Lines,
    IReadOnlyList<EvidenceFile> Evidence,
    IReadOnlyList<OutgoingMail> Mails,
    SuspicionFacts? Facts)
{
    private const int MostMails = 100;

    private static readonly ImmutableArray<string> ScoreVariables = ["CountyScore", "PrefectureScore"];

    /// <summary>Forms handed in, oldest first, each with the task and the form as it was.</summary>
    public ImmutableArray<Submission> Submissions => Submission.All(Detail.Tasks, Package);

    /// <summary>Approvals that are under way, with their steps.</summary>
    public IEnumerable<(string ActivityId, LocalizedText Title, ApprovalRound Round)> Rounds =>
        from task in Detail.Instance.Tasks
        where task.Seat is not null
        group task by task.ActivityId into step
        let round = ApprovalRound.Find(Detail.Instance, step.Key)
        where round is not null && round.Live.Count() > 1
        select (step.Key, step.First().Title, round);

    /// <summary>Tasks with a due time, open ones first, each with the ledger that explains it.</summary>
    public IEnumerable<(HumanTask Task, ImmutableArray<DeadlineLine> Lines)> Deadlines =>
        from task in Detail.Tasks.OrderByDescending(t => t.IsOpen)
        let lines = Detail.DeadlinesOf(task.Id)
        where !lines.IsEmpty
        select (task, lines);

    /// <summary>Scores recorded by the reviews, as numbers between 0 and 100, with the name of the variable.</summary>
    public IEnumerable<(string Variable, double Score)> Scores =>
        from name in ScoreVariables
        let score = (Detail.Instance.Execution.Variables[name] as JsonObject)?["score"]
        where score is JsonValue value && value.TryGetValue<double>(out _)
        select (name, score.GetValue<double>());

    /// <summary>Reads it; <see langword="null"/> when the ticket does not exist or the reader may not see it.</summary>
    public static async Task<TicketView?> ReadAsync(TicketSources sources, Actor reader, Guid instanceId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sources);
        if (await sources.Queries.FindInstanceAsync(reader, instanceId, cancellationToken) is not { } detail)
        {
            return null;
        }

        var package = await sources.Catalog.FindAsync(detail.Item.DefinitionId, detail.Item.DefinitionVersion, cancellationToken);
        var outline = package is null ? null : DiagramOutline.Of(package.Definition).Condensed();
        var evidence = await sources.Evidence.OfInstanceAsync(reader, instanceId, cancellationToken);
        var mails = await sources.Mails.ListAsync(reader, new MailFilter(InstanceId: instanceId, Take: MostMails), cancellationToken);
        return new TicketView(
            detail,
            package,
            outline,
            outline is null ? FlowTrace.Empty : FlowTrace.Of(outline, detail.History.Select(h => h.Event)),
            Trail.Of(detail, sources.Names),
            evidence,
            mails.Items,
            SuspicionFacts.Of(detail.Instance.Input));
    }
}

/// <summary>Where a ticket's page reads from.</summary>
public sealed record TicketSources(IInstanceQueries Queries, IDefinitionCatalog Catalog, IEvidenceStore Evidence, IMailLog Mails, Naming Names);
