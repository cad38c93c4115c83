namespace Workflows.Core.Checks;

/// <summary>How bad a problem is.</summary>
public enum ProblemSeverity
{
    /// <summary>It runs, but probably not as meant.</summary>
    Warning,

    /// <summary>It must not be published.</summary>
    Error,
}
