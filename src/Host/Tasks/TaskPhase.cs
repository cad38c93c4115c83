namespace Host.Tasks;

/// <summary>What a task page shows.</summary>
public enum TaskPhase
{
    /// <summary>It is being read.</summary>
    Loading,

    /// <summary>It does not exist, or the reader may not see it.</summary>
    Missing,

    /// <summary>Open; whether the reader may act is another question.</summary>
    Open,

    /// <summary>The reader has just completed it, on this page.</summary>
    Done,

    /// <summary>Closed before the reader could complete it: by somebody else, by a deadline, or long ago.</summary>
    Closed,
}
