using System.Collections.Immutable;
using Host.Shell;
using Microsoft.AspNetCore.Components;
using Workflows.Core;
using Workflows.Inspection.Readings;
using Workflows.Inspection.Screening;
using Workflows.Inspection.Suspicions;

namespace Host.Tasks;

/// <summary>Why a ticket exists.</summary>
public sealed partial class WhyPanel : IDisposable
{
    private const int Days = 90;

    private readonly CancellationTokenSource _leaving = new();
    private readonly CancellationToken _gone;
    private IReadOnlyList<(AreaRecord? Area, ImmutableArray<AreaDay> Days)> _areas = [];
    private ImmutableArray<CustomerDay> _customerDays = [];
    private SuspicionFacts? _read;
    private bool _open;

    /// <summary>Takes the token once: the source may be gone when a reading that was begun goes on.</summary>
    public WhyPanel() => _gone = _leaving.Token;

    /// <summary>What the ticket was started with.</summary>
    [Parameter, EditorRequired]
    public required SuspicionFacts Facts { get; set; }

    [Inject]
    private IScreening Screening { get; set; } = null!;

    [Inject]
    private IReadings Readings { get; set; } = null!;

    [Inject]
    private CurrentPerson Me { get; set; } = null!;

    [Inject]
    private Localizer L { get; set; } = null!;

    /// <inheritdoc/>
    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (Same(_read, Facts))
        {
            return;
        }

        _read = Facts;
        var reader = (await Me).ToActor();
        var areas = new List<(AreaRecord?, ImmutableArray<AreaDay>)>();
        foreach (var number in Facts.AreaNos)
        {
            if (await Readings.AreaDaysAsync(reader, number, Days, _gone) is { Length: > 0 } days)
            {
                areas.Add((await Readings.AreaAsync(reader, number, _gone), days));
            }
        }

        _areas = areas;
        _customerDays = Facts.CustomerNo is { } customer ? await Readings.CustomerDaysAsync(reader, customer, Days, _gone) : [];
    }

    /// <summary>For the names of what fired. While somebody is changing the rules and they cannot be read, their codes must do: nobody's task waits for that.</summary>
    private IReadOnlyList<ScreeningRule> Rules
    {
        get
        {
            try
            {
                return Screening.Rules;
            }
            catch (ScreeningRulesException)
            {
                return [];
            }
        }
    }

    private string? MarkText => Facts.Since is { } day ? L[$"异常起始 {Instants.Date(day)}", $"Since {Instants.Date(day)}"] : null;

    private static bool Same(SuspicionFacts? read, SuspicionFacts now) =>
        read is not null && read.CustomerNo == now.CustomerNo && read.AreaNos.SequenceEqual(now.AreaNos);
}
