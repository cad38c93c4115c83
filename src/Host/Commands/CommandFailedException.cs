namespace Host.Commands;

/// <summary>A command of the command line cannot go on; the message is the one line that the person sees.</summary>
public sealed class CommandFailedException(string message) : Exception(message);
