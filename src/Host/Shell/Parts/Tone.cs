namespace Host.Shell.Parts;

/// <summary>The states that colours stand for. Never shown by colour alone: every tone has an icon, and words beside it.</summary>
public enum Tone
{
    /// <summary>Nothing to note.</summary>
    Neutral,

    /// <summary>Where the work is now.</summary>
    Accent,

    /// <summary>Well.</summary>
    Good,

    /// <summary>Look soon.</summary>
    Warning,

    /// <summary>Wrong, or late.</summary>
    Bad,
}
