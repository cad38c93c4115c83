using System.Text.Json.Nodes;
using Workflows.Core.Forms;
using Workflows.Runtime.Drafts;

namespace Host.Tasks;

/// <summary>A draft that was brought back.</summary>
/// <param name="Data">What fits the form.</param>
/// <param name="Comment">The comment written beside it.</param>
/// <param name="Fitted">What had to be fitted because the form has changed since; <see langword="null"/> when it has not.</param>
public sealed record RestoredDraft(JsonObject Data, string Comment, ReconciledDraft? Fitted);

/// <summary>Keeps form and comment of a task together as one draft, and brings them back.</summary>
public sealed class TaskDrafts(IDraftStore store, DraftKeeper keeper)
{
    /// <summary>Member of a draft that holds the comment; no field key can begin with a dollar sign.</summary>
    public const string CommentMember = "$comment";

    /// <summary>Saves while typing.</summary>
    public DraftKeeper Keeper => keeper;

    /// <summary>Begins to keep drafts of a task, and brings back what was typed before; <see langword="null"/> when nothing was.</summary>
    public async Task<RestoredDraft?> BringBackAsync(Guid taskId, string personId, FormDefinition? form, CancellationToken cancellationToken)
    {
        var draft = await store.FindAsync(taskId, personId, cancellationToken);
        keeper.Begin(taskId, personId, form?.Version ?? 0, draft?.SavedAt);
        if (draft is null)
        {
            return null;
        }

        var typed = WithoutComment(draft.Data);
        var comment = draft.Data[CommentMember] is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";
        if (form is null || draft.FormVersion == form.Version)
        {
            return new RestoredDraft(typed, comment, null);
        }

        var fitted = DraftReconciler.Reconcile(form, typed);
        return new RestoredDraft(fitted.Data, comment, fitted);
    }

    /// <summary>What was typed into the form alone; a copy.</summary>
    public static JsonObject WithoutComment(JsonObject draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var typed = draft.DeepClone().AsObject();
        typed.Remove(CommentMember);
        return typed;
    }

    /// <summary>Takes what is typed now.</summary>
    public void Typed(JsonObject data, string comment)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(comment);
        if (comment.Length > 0)
        {
            data[CommentMember] = comment;
        }

        keeper.Typed(data);
    }
}
