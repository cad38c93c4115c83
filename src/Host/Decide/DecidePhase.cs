namespace Host.Decide;

/// <summary>What the page behind a decision link has to say.</summary>
public enum DecidePhase
{
    /// <summary>There is no such link.</summary>
    Unknown,

    /// <summary>Its person has to sign in first.</summary>
    SignIn,

    /// <summary>Somebody else is signed in.</summary>
    OtherPerson,

    /// <summary>Its person is not in office any more.</summary>
    NotInOffice,

    /// <summary>Its time is over.</summary>
    Expired,

    /// <summary>Its person has nothing to do with the task any more: it was handed over.</summary>
    NotYours,

    /// <summary>The task has been decided, or is not needed any more.</summary>
    Closed,

    /// <summary>The decision is asked for.</summary>
    Ask,
}
