namespace Host.Tickets;

/// <summary>Which tickets a list shows.</summary>
public enum TicketState
{
    /// <summary>Not ended.</summary>
    Running,

    /// <summary>Not ended, with a task past its due time.</summary>
    Overdue,

    /// <summary>With a failure that an operator must look at.</summary>
    Trouble,

    /// <summary>Ended: archived, discarded, cancelled.</summary>
    Ended,

    /// <summary>All.</summary>
    All,
}
