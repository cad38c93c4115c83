using System.Text.Json.Nodes;
using Designer.Forms.Evidence;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;
using Workflows.Core;
using Workflows.Core.Forms;

namespace Designer.Forms.Inputs;

/// <summary>Takes photos or files, one upload after the other; each is stored before it stands in the form.</summary>
public sealed partial class EvidenceInput : FieldInput
{
    private readonly CancellationTokenSource _leaving = new();
    private readonly List<LocalizedText> _failures = [];
    private string? _uploading;
    private int _percent;

    private EvidenceField Field => (EvidenceField)State.Field;

    private bool MustBeImage => Field.Kind == FieldKind.Photo;

    private LocalizedText Choose => MustBeImage ? FormTexts.ChoosePhoto : FormTexts.ChooseFile;

    private string? Accept => MustBeImage ? "image/*" : Field.Accept.IsEmpty ? null : string.Join(',', Field.Accept);

    /// <inheritdoc/>
    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    private string Name(LocalizedText button) => $"{T(Field.Label)}: {T(button)}";

    private async Task TakeAsync(InputFileChangeEventArgs change)
    {
        _failures.Clear();
        foreach (var file in change.GetMultipleFiles(Math.Max(change.FileCount, 1)))
        {
            if (Unfit(file) is { } why)
            {
                _failures.Add(FormTexts.Named(file.Name, why));
            }
            else if (StoredFile.All(State.Input).Count < Field.Max)
            {
                await UploadAsync(file);
            }
            else
            {
                _failures.Add(FormTexts.TooMany(Field.Max));
                break;
            }
        }

        _uploading = null;
    }

    private LocalizedText? Unfit(IBrowserFile file) =>
        file.Size > Field.MaxBytes ? FormTexts.TooLarge(Field.MaxBytes)
        : file.Size == 0 ? FormTexts.EmptyFile
        : MustBeImage && !file.ContentType.StartsWith("image/", StringComparison.OrdinalIgnoreCase) ? FormTexts.NotAnImage
        : null;

    private async Task UploadAsync(IBrowserFile file)
    {
        (_uploading, _percent) = (file.Name, 0);
        StateHasChanged();
        try
        {
            await using var content = file.OpenReadStream(Field.MaxBytes, _leaving.Token);
            await using var counted = new ProgressStream(content, read => Show((int)(read * 100 / Math.Max(file.Size, 1))));
            var upload = await Session.Evidence!.UploadAsync(State.Path, file.Name, MustBeImage, counted, _leaving.Token);
            if (upload.File is { } stored)
            {
                await SetAsync(new JsonArray([.. StoredFile.All(State.Input).Append(stored).DistinctBy(item => item.Id).Select(item => (JsonNode)item.ToJson())]));
            }
            else if (upload.Refusal is { } refusal)
            {
                _failures.Add(FormTexts.Named(file.Name, refusal.Message));
            }
        }
        catch (Exception exception) when (exception is IOException or JSException or TimeoutException)
        {
            _failures.Add(FormTexts.Named(file.Name, FormTexts.UploadFailed));
        }
        catch (OperationCanceledException) when (_leaving.IsCancellationRequested)
        {
            // The person left the page; nobody is there to be told.
            _uploading = null;
        }
    }

    // A redraw for each tenth is enough to see that it moves.
    private void Show(int percent)
    {
        if (percent / 10 == _percent / 10)
        {
            return;
        }

        _percent = Math.Min(percent, 100);
        _ = InvokeAsync(StateHasChanged);
    }

    private Task RemoveAsync(Guid id)
    {
        _failures.Clear();
        return SetAsync(new JsonArray([.. StoredFile.All(State.Input).Where(file => file.Id != id).Select(file => (JsonNode)file.ToJson())]));
    }
}
