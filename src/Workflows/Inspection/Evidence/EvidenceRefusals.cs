using System.Globalization;
using Workflows.Core;

namespace Workflows.Inspection.Evidence;

/// <summary>Why a file was not taken.</summary>
internal static class EvidenceRefusals
{
    /// <summary>The task is not the sender's to do.</summary>
    public static Refusal NotYours { get; } = new("evidence.not-allowed", new LocalizedText(
        "您现在不能办理这个任务，因此不能上传附件。请刷新页面查看任务状态。",
        "You cannot do this task now, so nothing can be added to it. Refresh the page to see its state."));

    /// <summary>No bytes.</summary>
    public static Refusal Empty { get; } = new("evidence.empty", new LocalizedText(
        "文件是空的。请重新选择或重新拍摄。", "The file is empty. Choose it or take it again."));

    /// <summary>A picture was wanted and this is none.</summary>
    public static Refusal NotAnImage { get; } = new("evidence.not-an-image", new LocalizedText(
        "这不是可以打开的照片（支持 JPEG、PNG、WebP、HEIC）。请重新拍摄或选择照片。",
        "This is not a picture that can be opened (JPEG, PNG, WebP, HEIC). Take or choose a picture."));

    /// <summary>The picture is larger than is decoded.</summary>
    public static Refusal TooManyPixels { get; } = new("evidence.too-many-pixels", new LocalizedText(
        "照片的像素过多。请降低分辨率后再上传。", "The picture has too many pixels. Lower its resolution and send it again."));

    /// <summary>The file is larger than allowed.</summary>
    public static Refusal TooLarge(long limit) => new("evidence.too-large", new LocalizedText(
        string.Create(CultureInfo.InvariantCulture, $"文件超过 {limit / 1048576.0:0.#} MB 的上限。请压缩或重新拍摄后再上传。"),
        string.Create(CultureInfo.InvariantCulture, $"The file is larger than the limit of {limit / 1048576.0:0.#} MB. Compress it or take it again.")));

    /// <summary>A form refers to files that are not the task's.</summary>
    public static Refusal Unknown { get; } = new("evidence.unknown", new LocalizedText(
        "表单中有附件不是为本工单上传的，或与上传时不一致。请删除后重新上传。",
        "The form names files that were not handed in for this ticket, or that differ from what was handed in. Remove them and upload them again."));
}
