using Workflows.Core;
using Workflows.Core.Instances;
using Workflows.Runtime.Live;
using Workflows.Runtime.Operations;
using Workflows.Runtime.Queries;
using Workflows.Runtime.Retention;

namespace Host.Operations;

/// <summary>How the machine is doing, what is stuck, and the ways to move it on.</summary>
public sealed partial class OperationsPage
{
    private const int IncidentsShown = 100;

    private OperationsStatus? _status;
    private RetentionStatus? _retention;
    private DateTimeOffset _asOf;
    private IReadOnlyList<ParkedEffect> _parked = [];
    private IReadOnlyList<IncidentRow> _incidents = [];
    private SelfCheckReport? _report;
    private bool _checking;
    private Refusal? _refusal;
    private string? _notice;

    /// <inheritdoc/>
    protected override bool Concerns(Change change) => change.Topic is "instance" or "mail";

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        await Me;
        _status = await Operations.StatusAsync(cancellationToken);
        _retention = await Retention.StatusAsync(cancellationToken);
        _asOf = Clock.GetUtcNow();
        _parked = await Operations.ParkedAsync(cancellationToken);
        _incidents = await IncidentRow.ReadAsync(Instances, Catalog, Me.Actor, IncidentsShown, cancellationToken);
    }

    private async Task CheckAsync()
    {
        (_checking, _refusal, _notice) = (true, null, null);
        try
        {
            _report = await Operations.SelfCheckAsync(Gone);
        }
        finally
        {
            _checking = false;
        }
    }

    private async Task RetryParkedAsync(ParkedEffect parked)
    {
        _notice = await Operations.RetryAsync(parked.EffectId, Me.Actor, Gone)
            ? L["已放回待执行，马上再试。", "It is waiting again and will be tried at once."]
            : L["它已经不在搁置状态。", "It is not parked any more."];
        await ReloadAsync();
    }

    private async Task RetryIncidentAsync(IncidentRow row)
    {
        var outcome = await Runner.RunAsync(new RetryIncident(Guid.CreateVersion7(Clock.GetUtcNow()), row.Instance.InstanceId, Me.Actor, row.Incident.Id), Gone);
        (_refusal, _notice) = (outcome.Refusal, outcome.Accepted ? L["已重新执行这一步。", "The step was run again."] : null);
        await ReloadAsync();
    }
}
