using System.Collections.Immutable;
using Workflows.Core;
using Workflows.Core.Definitions;
using Workflows.Core.Instances;
using Workflows.Core.Migration;
using Workflows.Core.Organisation;
using Workflows.Runtime.Definitions;
using Workflows.Runtime.Instances;

namespace Workflows.Runtime.Migration;

/// <summary>Judges and moves instances, one after the other; each move is a command like any other.</summary>
/// <param name="catalog">The versions.</param>
/// <param name="store">The instances.</param>
/// <param name="runner">Carries the commands out.</param>
internal sealed class MigrationDesk(IDefinitionCatalog catalog, IInstanceStore store, ICommandRunner runner) : IMigrations
{
    private const int BatchSize = 200;

    /// <inheritdoc/>
    public async Task<MigrationPreview> PreviewAsync(Actor by, MigrationRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (plan, refusal) = await PlanAsync(by, request, cancellationToken).ConfigureAwait(false);
        return plan is null ? new MigrationPreview(refusal, [], [], []) : await JudgeAsync(plan, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<MigrationPreview> PreviewDraftAsync(Actor by, IReadOnlyDictionary<string, string> files, int from, ImmutableDictionary<string, string> moves, CancellationToken cancellationToken = default)
    {
        if (!InstanceAuthority.MayOperate(by))
        {
            return new MigrationPreview(Refusals.NotAllowed, [], [], []);
        }

        WorkflowPackage draft;
        try
        {
            draft = WorkflowPackageReader.Read(files);
        }
        catch (DefinitionUnreadableException exception)
        {
            return new MigrationPreview(new Refusal("migration.unreadable", exception.Reason ?? LocalizedText.Same(exception.Message)), [], [], []);
        }

        var id = draft.Definition.DefinitionId;
        return await catalog.FindAsync(id, from, cancellationToken).ConfigureAwait(false) is { } old
            ? await JudgeAsync(new MigrationPlan(old, draft, moves), cancellationToken).ConfigureAwait(false)
            : new MigrationPreview(Refusals.DefinitionNotFound(id, from), [], [], []);
    }

    private async Task<MigrationPreview> JudgeAsync(MigrationPlan plan, CancellationToken cancellationToken)
    {
        var verdicts = ImmutableArray.CreateBuilder<InstanceVerdict>();
        await foreach (var instance in OnAsync(plan.From.Definition.DefinitionId, plan.From.Definition.Version, cancellationToken).ConfigureAwait(false))
        {
            verdicts.Add(new InstanceVerdict(instance.Header, InstanceMigration.Judge(plan, instance)));
        }

        var choices = verdicts.SelectMany(v => v.Verdict.Missing).Distinct().Select(id => ChoiceOf(plan, id));
        return new MigrationPreview(null, plan.Problems, [.. choices], verdicts.ToImmutable());
    }

    /// <inheritdoc/>
    public async Task<MigrationReport> ApplyAsync(Guid commandId, Actor by, MigrationRequest request, string reason, IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (plan, refusal) = await PlanAsync(by, request, cancellationToken).ConfigureAwait(false);
        if (plan is null)
        {
            return new MigrationReport(refusal, 0, []);
        }

        var (moved, stayed) = (0, ImmutableArray.CreateBuilder<InstanceRefusal>());
        await foreach (var instance in OnAsync(request.DefinitionId, request.From, cancellationToken).ConfigureAwait(false))
        {
            var command = new MigrateInstance(DerivedId.From(commandId, instance.Id.ToString("N")), instance.Id, by, plan.To, request.Moves, reason);
            var outcome = await runner.RunAsync(command, cancellationToken).ConfigureAwait(false);
            if (outcome.Refusal is { } why)
            {
                stayed.Add(new InstanceRefusal(instance.Id, instance.Header.Number, why));
            }
            else
            {
                moved++;
            }

            progress?.Report(moved + stayed.Count);
        }

        return new MigrationReport(null, moved, stayed.ToImmutable());
    }

    private static MoveChoice ChoiceOf(MigrationPlan plan, string activityId) =>
        new(activityId, plan.From.Definition.Find(activityId)!.Title, plan.Candidates(activityId).ToDictionary(c => c.Id, c => c.Title));

    private async Task<(MigrationPlan? Plan, Refusal? Refusal)> PlanAsync(Actor by, MigrationRequest request, CancellationToken cancellationToken)
    {
        if (!InstanceAuthority.MayOperate(by))
        {
            return (null, Refusals.NotAllowed);
        }

        if (await FindAsync(request, request.From, cancellationToken).ConfigureAwait(false) is not { } from)
        {
            return (null, Refusals.DefinitionNotFound(request.DefinitionId, request.From));
        }

        return await FindAsync(request, request.To, cancellationToken).ConfigureAwait(false) is { } to
            ? (new MigrationPlan(from, to, request.Moves), null)
            : (null, Refusals.DefinitionNotFound(request.DefinitionId, request.To));
    }

    private async Task<WorkflowPackage?> FindAsync(MigrationRequest request, int version, CancellationToken cancellationToken) =>
        await catalog.FindAsync(request.DefinitionId, version, cancellationToken).ConfigureAwait(false);

    private async IAsyncEnumerable<WorkflowInstance> OnAsync(string definitionId, int version, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var after = Guid.Empty;
        while (true)
        {
            var ids = await store.RunningOnAsync(definitionId, version, after, BatchSize, cancellationToken).ConfigureAwait(false);
            foreach (var id in ids)
            {
                if (await store.LoadAsync(id, cancellationToken).ConfigureAwait(false) is { } instance && instance.DefinitionVersion == version)
                {
                    yield return instance;
                }
            }

            if (ids.Count < BatchSize)
            {
                yield break;
            }

            after = ids[^1];
        }
    }
}
