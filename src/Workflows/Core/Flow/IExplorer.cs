using Workflows.Core.Definitions;
using Workflows.Core.Expressions;
using Workflows.Core.Flow.Activities;

namespace Workflows.Core.Flow;

/// <summary>
/// Plays an instance through everything that can happen to it, to see whether its definition is sound. While there is one, no expression but a plain value is evaluated:
/// what data, people and the world would decide, it decides.
/// </summary>
internal interface IExplorer
{
    /// <summary>Which of several ways is gone.</summary>
    /// <param name="at">The activity that asks.</param>
    /// <param name="ways">How many there are, at least 1.</param>
    /// <returns>From 0.</returns>
    int Choose(ActivityContext at, int ways);

    /// <summary>Whether a condition holds.</summary>
    /// <param name="at">The activity that asks.</param>
    /// <param name="condition">The condition; <see langword="null"/> where it is missing.</param>
    bool Holds(ActivityContext at, Expression? condition);

    /// <summary>Tokens that had come to a join are dropped, because one that it waits for cannot come any more.</summary>
    /// <param name="flowchart">Where the join lies.</param>
    /// <param name="join">The join.</param>
    void GivenUp(ActivityContext flowchart, ActivityNode join);

    /// <summary>A loop goes on and on within one step.</summary>
    /// <param name="at">An activity of it.</param>
    void NeverWaits(ActivityNode at);
}
