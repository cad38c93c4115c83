using Workflows.Core;
using Workflows.Core.Instances;

namespace Workflows.Storage.Instances;

/// <summary>Makes a header of the columns it was spread over.</summary>
internal static class HeaderMapping
{
    public static InstanceHeader Header(this InstanceRow row) => new(row.Number, Both(row.TitleZh, row.TitleEn), row.Unit, row.Subject, row.Theme, Both(row.StageZh, row.StageEn));

    public static LocalizedText? Both(string? zh, string? en) => zh is null || en is null ? null : new LocalizedText(zh, en);
}
