using Host.Shell;
using Host.Shell.Parts;
using Host.Tasks;
using Microsoft.AspNetCore.Components;
using Workflows.Core;
using Workflows.Runtime.Live;
using Workflows.Runtime.People;
using Workflows.Runtime.Time;

namespace Host.Calendars;

/// <summary>Lets a process owner change the calendar of the organisation or a unit: fill in, see what moves, put into force.</summary>
public sealed partial class CalendarsPage : LiveComponent
{
    private static readonly (DayOfWeek Day, LocalizedText Name)[] Week =
    [
        (DayOfWeek.Monday, new("周一", "Mon")), (DayOfWeek.Tuesday, new("周二", "Tue")), (DayOfWeek.Wednesday, new("周三", "Wed")), (DayOfWeek.Thursday, new("周四", "Thu")),
        (DayOfWeek.Friday, new("周五", "Fri")), (DayOfWeek.Saturday, new("周六", "Sat")), (DayOfWeek.Sunday, new("周日", "Sun")),
    ];

    private IReadOnlyList<StoredCalendar> _calendars = [];
    private CalendarRecount? _recount;
    private CalendarForm _form = new();
    private CalendarPreview? _preview;
    private string? _previewed;
    private string? _unit;
    private string _reason = "";
    private Refusal? _refusal;
    private string? _notice;
    private bool _busy;

    [Inject]
    private ICalendarDesk Desk { get; set; } = null!;

    [Inject]
    private IWorkingCalendars Calendars { get; set; } = null!;

    [Inject]
    private IPeople People { get; set; } = null!;

    [Inject]
    private Naming Names { get; set; } = null!;

    [Inject]
    private CurrentPerson Me { get; set; } = null!;

    /// <summary>What holds in the unit now, in one sentence.</summary>
    private LocalizedText Standing
    {
        get
        {
            var calendar = Calendars.Units.For(_unit, People.Chart);
            var off = Week.Where(d => calendar.Weekend.Contains(d.Day)).ToArray();
            var stored = _calendars.FirstOrDefault(c => c.Unit == _unit);
            var set = stored is null ? new LocalizedText("没有自己的日历，同上级", "no calendar of its own: as above") : new LocalizedText($"{Names.Person(stored.ChangedBy).Zh} 于 {Instants.Text(stored.ChangedAt)} 设定", $"set by {Names.Person(stored.ChangedBy).En}, {Instants.Text(stored.ChangedAt)}");
            return new LocalizedText(
                $"现行：{calendar.Opens:HH:mm}–{calendar.Closes:HH:mm}，{string.Join("、", off.Select(d => d.Name.Zh))}休息；{set.Zh}。",
                $"Now: {calendar.Opens:HH:mm}–{calendar.Closes:HH:mm}, off on {string.Join(", ", off.Select(d => d.Name.En))}; {set.En}.");
        }
    }

    /// <inheritdoc/>
    protected override bool Concerns(Change change) => false; // a form that somebody fills in is not to change under their hands

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        await Me;
        var first = !Loaded;
        _calendars = Desk.List();
        _recount = await Desk.RecountAsync(cancellationToken);
        if (first)
        {
            Choose(null);
        }
    }

    private bool Has(string? unit) => _calendars.Any(c => c.Unit == unit);

    private void Choose(string? unit)
    {
        _unit = string.IsNullOrEmpty(unit) ? null : unit;
        _form = CalendarForm.Of(_calendars.FirstOrDefault(c => c.Unit == _unit)?.Rules);
        (_notice, _refusal) = (null, null);
        Forget();
    }

    private void Toggle(DayOfWeek day, bool isOff)
    {
        _ = isOff ? _form.Weekend.Add(day) : _form.Weekend.Remove(day);
        Forget();
    }

    /// <summary>A preview is of what was filled in then.</summary>
    private void Forget() => (_preview, _previewed) = (null, null);

    private async Task PreviewAsync(string? rules)
    {
        (_busy, _notice, _refusal) = (true, null, null);
        try
        {
            var preview = await Desk.PreviewAsync(Me.Actor, _unit, rules, Gone);
            _refusal = preview.Refusal;
            (_preview, _previewed) = preview.Refusal is null ? (preview, rules) : (null, null);
        }
        finally
        {
            _busy = false;
        }
    }

    private async Task ApplyAsync()
    {
        _busy = true;
        try
        {
            _refusal = await Desk.ApplyAsync(Me.Actor, _unit, _previewed, _reason, Gone);
            if (_refusal is null)
            {
                _reason = "";
                await ReloadAsync();
                Choose(_unit);
                _notice = L["新日历已启用，时限正在逐件调整。", "The calendar is in force; due times follow, ticket by ticket."];
            }
        }
        finally
        {
            _busy = false;
        }
    }
}
