namespace Workflows.Core.Instances;

/// <summary>What moves a due time. Stored in <see cref="TaskDueMoved.Why"/>, so never changed.</summary>
public static class DueReasons
{
    /// <summary>The working time that a pause of the instance took was given back.</summary>
    public const string Paused = "paused";

    /// <summary>The working time in which it waited for the opinion of another person was given back.</summary>
    public const string Delegated = "delegated";

    /// <summary>An operator set another one.</summary>
    public const string Operator = "operator";

    /// <summary>The calendar changed.</summary>
    public const string Calendar = "calendar";
}
