using System.Collections.Immutable;
using Host.Shell;
using Microsoft.AspNetCore.Components;
using Workflows.Core;
using Workflows.Runtime.Definitions;
using Workflows.Runtime.Migration;

namespace Host.Definitions;

/// <summary>Lets a process owner move running tickets to another version: choose, preview, say what renamed steps become, move.</summary>
public sealed partial class MigrationPanel : IDisposable
{
    private const int MostShown = 200;

    private readonly CancellationTokenSource _gone = new();
    private readonly Dictionary<string, string> _moves = [];
    private int _from;
    private int _to;
    private string _reason = "";
    private MigrationPreview? _preview;
    private MigrationReport? _report;
    private ImmutableArray<MoveChoice> _choices = [];
    private Refusal? _refusal;
    private int? _total;
    private int _done;

    /// <summary>All versions, newest first.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<DefinitionVersionInfo> Versions { get; set; }

    [Inject]
    private IMigrations Migrations { get; set; } = null!;

    [Inject]
    private CurrentPerson Me { get; set; } = null!;

    private List<DefinitionVersionInfo> Sources => [.. Versions.Where(v => v.Running > 0 && !v.IsCurrent)];

    private int Movable => _preview?.Instances.Count(i => i.Verdict.CanMove) ?? 0;

    private MigrationRequest Request => new(Versions[0].DefinitionId, _from, _to, _moves.ToImmutableDictionary());

    /// <inheritdoc/>
    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        var sources = Sources;
        if (sources.Count > 0 && sources.TrueForAll(v => v.Version != _from))
        {
            _from = sources[0].Version;
        }

        if (_to == _from || Versions.All(v => v.Version != _to))
        {
            _to = (Versions.FirstOrDefault(v => v.IsCurrent && v.Version != _from) ?? Versions.FirstOrDefault(v => v.Version != _from))?.Version ?? 0;
        }
    }

    private void Forget()
    {
        (_preview, _report, _refusal, _choices) = (null, null, null, []);
        _moves.Clear();
        OnParametersSet();
    }

    private async Task MoveAsync(string activityId, string? becomes)
    {
        if (string.IsNullOrEmpty(becomes))
        {
            _moves.Remove(activityId);
        }
        else
        {
            _moves[activityId] = becomes;
        }

        await PreviewAsync();
    }

    private async Task PreviewAsync()
    {
        _report = null;
        var preview = await Migrations.PreviewAsync(Me.Actor, Request, _gone.Token);
        (_refusal, _preview) = (preview.Refusal, preview.Refusal is null ? preview : null);
        _choices = [.. _choices.Concat(preview.Choices).DistinctBy(c => c.ActivityId)];
    }

    private async Task ApplyAsync()
    {
        (_total, _done) = (_preview?.Instances.Length, 0);
        try
        {
            var progress = new Progress<int>(done =>
            {
                _done = done;
                StateHasChanged();
            });
            var report = await Migrations.ApplyAsync(Guid.CreateVersion7(), Me.Actor, Request, _reason.Trim(), progress, _gone.Token);
            await PreviewAsync();
            (_refusal, _report) = (report.Refusal, report.Refusal is null ? report : null);
        }
        finally
        {
            _total = null;
        }
    }
}
