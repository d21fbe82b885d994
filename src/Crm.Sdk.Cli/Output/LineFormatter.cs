using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Crm.Sdk.Cli.Output;

/// <summary>What the host logs, in lines for people: of an exception its message, not its stack.</summary>
internal sealed class LineFormatter() : ConsoleFormatter(LineName)
{
    public const string LineName = "line";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        string level = logEntry.LogLevel switch
        {
            LogLevel.Critical or LogLevel.Error => "error",
            LogLevel.Warning => "warning",
            _ => "info",
        };
        textWriter.WriteLine(ConsoleText.Plain($"{level}: {logEntry.Formatter(logEntry.State, null)}{(logEntry.Exception is { } failure ? $" {Describe(failure)}" : string.Empty)}"));
    }

    private static string Describe(Exception failure) => failure is CrmException known ? $"{known.Code}: {known.Message}" : failure.Message;
}
