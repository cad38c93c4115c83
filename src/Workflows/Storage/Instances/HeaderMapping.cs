using Workflows.Core;
using Workflows.Core.Instances;

namespace Workflows.Storage.Instances;

/// <summary>Makes a header of the columns it was spread over.</summary>
internal static class HeaderMapping
{
    public static InstanceHeader Header(this InstanceRow row) => new(row.Number, row.Title, row.Unit, row.Subject, row.Theme, Stage(row.StageZh, row.StageEn));

    public static LocalizedText? Stage(string? zh, string? en) => zh is null || en is null ? null : new LocalizedText(zh, en);
}
