namespace Host.Definitions;

/// <summary>Where the workflow folders lie.</summary>
/// <param name="Root">Folder with one folder per workflow.</param>
public sealed record WorkflowFolders(string Root);
