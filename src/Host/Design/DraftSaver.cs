using Workflows.Core;
using Workflows.Core.Organisation;
using Workflows.Runtime.Design;

namespace Host.Design;

/// <summary>Saves a design draft for one page. When somebody else has saved first, the page takes theirs and what it has done is put on top.</summary>
/// <param name="desk">Keeps drafts.</param>
/// <param name="by">Who designs.</param>
/// <param name="draft">The draft as it was opened.</param>
internal sealed class DraftSaver(IDesignDesk desk, Actor by, DesignDraft draft)
{
    /// <summary>The draft as it is saved.</summary>
    public DesignDraft Draft { get; private set; } = draft;

    /// <summary>Whether a saving is on its way.</summary>
    public bool IsSaving { get; private set; }

    /// <summary>Why it could not be saved.</summary>
    public Refusal? Refusal { get; private set; }

    /// <summary>What is saved now is theirs.</summary>
    public void Take(DesignDraft theirs) => Draft = theirs;

    /// <summary>Saves until nothing is unsaved. To be called on the page's own thread, so that no gesture falls between.</summary>
    /// <param name="unsaved">What is to be saved and what to do when it is; <see langword="null"/> when everything is saved.</param>
    /// <param name="take">Takes what somebody else has saved.</param>
    public async Task SaveAsync(Func<(IReadOnlyDictionary<string, string> Files, Action Saved)?> unsaved, Func<DesignDraft, Task> take)
    {
        if (IsSaving)
        {
            return;
        }

        IsSaving = true;
        try
        {
            Refusal = null;
            while (Refusal is null && unsaved() is var (files, saved))
            {
                var outcome = await desk.SaveAsync(Draft, files, by);
                if (outcome.Draft is { } now)
                {
                    Draft = now;
                    saved();
                }
                else if (outcome.Refusal!.Code == "design.stale" && await desk.OpenAsync(Draft.DefinitionId, by) is { } theirs)
                {
                    Draft = theirs;
                    await take(theirs);
                }
                else
                {
                    Refusal = outcome.Refusal;
                }
            }
        }
        finally
        {
            IsSaving = false;
        }
    }

    /// <summary>Changes one file on top of whatever is saved now.</summary>
    /// <param name="change">The files with the change made, or why not.</param>
    public async Task<Refusal?> ChangeAsync(Func<Dictionary<string, string>, Refusal?> change)
    {
        var isDone = false;
        Refusal? refused = null;
        await SaveAsync(
            () =>
            {
                var files = new Dictionary<string, string>(Draft.Files);
                refused = isDone ? null : change(files);
                return isDone || refused is not null ? null : (files, () => isDone = true);
            },
            _ => Task.CompletedTask);
        return refused ?? Refusal;
    }
}
