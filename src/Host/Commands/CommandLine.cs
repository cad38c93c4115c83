using System.CommandLine;
using System.CommandLine.Invocation;
using Microsoft.Extensions.Options;
using Workflows.Core.Definitions;
using Workflows.Inspection.Drops;
using Workflows.Inspection.Screening;

namespace Host.Commands;

/// <summary>The command line. Exit code 0 on success; otherwise 1 (2 for a wrong call) and one line on standard error.</summary>
public static class CommandLine
{
    private const int Failed = 1;
    private const int WrongCall = 2;

    /// <summary>Runs what the arguments ask for.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var parsed = Root().Parse(arguments);
        if (parsed.Action is ParseErrorAction || (parsed.Errors.Count > 0 && parsed.Action is not System.CommandLine.Help.HelpAction))
        {
            await Console.Error.WriteLineAsync(OneLine($"{parsed.Errors[0].Message} Try --help."));
            return WrongCall;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (Exception exception) when (Expected(exception))
        {
            await Console.Error.WriteLineAsync(OneLine(exception.Message));
            return Failed;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Stopped.");
            return Failed;
        }
#pragma warning disable CA1031 // the edge of the program: whoever called it gets one line, not a stack trace
        catch (Exception exception)
#pragma warning restore CA1031
        {
            await Console.Error.WriteLineAsync(OneLine($"Unexpected {exception.GetType().Name}: {exception.Message}"));
            return Failed;
        }
    }

    /// <summary>Everything that can be called; the bare program serves.</summary>
    internal static RootCommand Root()
    {
        var root = new RootCommand("ClosedLoop 闭环稽查: inspection tickets from real data to the archive. Without a command it serves.");
        ServeCommand.AddTo(root);
        ImportCommand.AddTo(root);
        ScreenCommand.AddTo(root);
        CheckCommand.AddTo(root);
        RunCommand.AddTo(root);
        SimulateCommand.AddTo(root);
        SelfCheckCommand.AddTo(root);
        ExportCommand.AddTo(root);
        ArchiveCommand.AddTo(root);
        return root;
    }

    private static bool Expected(Exception exception) =>
        exception is CommandFailedException or DropUnusableException or ScreeningRulesException or DefinitionUnreadableException
            or IOException or InvalidDataException or UnauthorizedAccessException or OptionsValidationException;

    /// <summary>The text without line breaks.</summary>
    internal static string OneLine(string message) => string.Join(' ', message.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
