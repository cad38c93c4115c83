namespace Workflows.Core.Expressions;

/// <summary>An activity cannot do what the definition says: it becomes an incident. Never leaves the engine.</summary>
public sealed class ActivityFaultException : Exception
{
    /// <summary>Makes the fault.</summary>
    public ActivityFaultException()
    {
    }

    /// <summary>Makes the fault.</summary>
    /// <param name="message">What went wrong and what to do, for the operator.</param>
    public ActivityFaultException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the fault.</summary>
    /// <param name="message">What went wrong and what to do, for the operator.</param>
    /// <param name="innerException">The cause.</param>
    public ActivityFaultException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
