using Workflows.Core;

namespace Designer.Forms;

/// <summary>The words of the renderer itself, in both languages.</summary>
internal static class FormTexts
{
    public static LocalizedText Required { get; } = new("必填", "required");

    public static LocalizedText Choose { get; } = new("请选择", "Choose");

    public static LocalizedText Search { get; } = new("输入名称或编号搜索", "Type a name or code");

    public static LocalizedText NothingFound { get; } = new("没有匹配项", "Nothing found");

    public static LocalizedText Clear { get; } = new("清除", "Clear");

    public static LocalizedText Remove { get; } = new("删除", "Remove");

    public static LocalizedText Empty { get; } = new("未填写", "not filled in");

    public static LocalizedText NoRows { get; } = new("还没有行", "No rows yet");

    public static LocalizedText TakePhoto { get; } = new("拍照", "Take a photo");

    public static LocalizedText ChoosePhoto { get; } = new("选择照片", "Choose photos");

    public static LocalizedText ChooseFile { get; } = new("选择文件", "Choose files");

    public static LocalizedText CannotUpload { get; } = new("此处不能上传文件", "Files cannot be uploaded here");

    public static LocalizedText UploadFailed { get; } = new("上传中断，请检查网络后重试；其他内容都还在", "The upload broke off: check the network and try again; everything else is still here");

    public static LocalizedText NotAnImage { get; } = new("不是图片，请选择照片文件", "This is no image: choose a photo");

    public static LocalizedText EmptyFile { get; } = new("文件是空的", "The file is empty");

    public static LocalizedText NoTime { get; } = new("无拍摄时间", "no time in the picture");

    public static LocalizedText NoPlace { get; } = new("无位置", "no place in the picture");

    public static LocalizedText StartTrack { get; } = new("开始记录", "Start recording");

    public static LocalizedText StopTrack { get; } = new("停止记录", "Stop recording");

    public static LocalizedText AddPosition { get; } = new("添加当前位置", "Add current position");

    public static LocalizedText ImportTrack { get; } = new("导入轨迹文件（GPX、CSV）", "Import a track file (GPX, CSV)");

    public static LocalizedText ClearTrack { get; } = new("清除轨迹", "Clear the track");

    public static LocalizedText Recording { get; } = new("正在记录，请保持屏幕开启", "Recording; keep the screen on");

    public static LocalizedText TakeLocation { get; } = new("获取当前位置", "Take current position");

    public static LocalizedText Longitude { get; } = new("经度", "Longitude");

    public static LocalizedText Latitude { get; } = new("纬度", "Latitude");

    public static LocalizedText Sign { get; } = new("在框内签名", "Sign inside the box");

    public static LocalizedText Signed { get; } = new("已签名", "Signed");

    public static LocalizedText NoPosition { get; } = new("无法取得位置：设备没有定位或没有授权", "No position: the device has none, or it was not allowed");

    public static LocalizedText Yes { get; } = new("是", "Yes");

    public static LocalizedText No { get; } = new("否", "No");

    public static LocalizedText OpenCalendar { get; } = new("打开日历", "Open the calendar");

    public static LocalizedText Calendar { get; } = new("日历", "Calendar");

    public static LocalizedText PreviousMonth { get; } = new("上个月", "Previous month");

    public static LocalizedText NextMonth { get; } = new("下个月", "Next month");

    public static LocalizedText PreviousYear { get; } = new("上一年", "Previous year");

    public static LocalizedText NextYear { get; } = new("下一年", "Next year");

    public static LocalizedText Hour { get; } = new("时", "Hour");

    public static LocalizedText Minute { get; } = new("分", "Minute");

    public static LocalizedText Ok { get; } = new("确定", "OK");

    public static LocalizedText Today { get; } = new("今天", "today");

    public static LocalizedText Selected { get; } = new("已选", "selected");

    public static LocalizedText TooManyPoints(int max) => new($"轨迹点已达上限 {max} 个", $"The track has its most points, {max}");

    public static LocalizedText Points(int count) => new($"{count} 个点", count == 1 ? "1 point" : $"{count} points");

    public static LocalizedText Row(int number) => new($"第 {number} 行", $"Row {number}");

    public static LocalizedText RemoveNamed(string name) => new($"删除 {name}", $"Remove {name}");

    public static LocalizedText Uploading(string name, int percent) => new($"正在上传 {name}：{percent}%", $"Uploading {name}: {percent}%");

    public static LocalizedText Problems(int count) =>
        new($"有 {count} 处需要处理", count == 1 ? "One thing needs your attention" : $"{count} things need your attention");

    public static LocalizedText TooLarge(long maxBytes) => new($"超过 {Size(maxBytes)}，不能上传", $"larger than {Size(maxBytes)}, which is the most");

    public static LocalizedText TooMany(int max) => new($"最多 {max} 个，多出的没有上传", $"At most {max}; the rest was not uploaded");

    public static LocalizedText Named(string name, LocalizedText text) => new($"{name}：{text.Zh}", $"{name}: {text.En}");

    private static string Size(long bytes) => bytes >= 1 << 20
        ? Math.Round(bytes / 1048576d, 1).ToString(System.Globalization.CultureInfo.InvariantCulture) + " MB"
        : Math.Max(bytes / 1024, 1).ToString(System.Globalization.CultureInfo.InvariantCulture) + " KB";
}
