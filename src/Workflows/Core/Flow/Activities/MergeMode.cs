namespace Workflows.Core.Flow.Activities;

/// <summary>How an activity of a flowchart takes tokens that come by several connections. In the order of Elsa's numbers.</summary>
internal enum MergeMode
{
    /// <summary>Not said: as <see cref="Stream"/>.</summary>
    None,

    /// <summary>Runs as soon as every forward connection has brought a token or cannot bring one any more. Also a join's <c>WaitAllActive</c>.</summary>
    Stream,

    /// <summary>Runs as soon as every forward connection has brought a token; is given up when one of them cannot. Also a join's <c>WaitAll</c>.</summary>
    Merge,

    /// <summary>Runs as soon as every connection, those that loop back too, has brought a token; is given up when nothing else runs.</summary>
    Converge,

    /// <summary>Runs for every token by itself.</summary>
    Cascade,

    /// <summary>Runs for the first token; what still waits in the other branches is cancelled, and what they bring is ignored. Also a join's <c>WaitAny</c>.</summary>
    Race,
}
