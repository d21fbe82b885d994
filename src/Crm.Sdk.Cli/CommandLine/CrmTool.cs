using System.Collections.Frozen;
using System.CommandLine;
using Crm.Sdk.Classification;
using Crm.Sdk.Cli.Commands;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Import;
using Crm.Sdk.Segments;
using Crm.Sdk.Storage;
using Crm.Sdk.Tasks;

namespace Crm.Sdk.Cli.CommandLine;

/// <summary>The <c>crm</c> tool: parses the call, runs the command, and turns every failure into one clear message and an exit code.</summary>
internal static class CrmTool
{
    /// <summary>Errors of the SDK that say that the call asked for something that there is not, or gave an option a value that it does not take.</summary>
    private static readonly FrozenSet<string> WrongCallCodes = new[]
    {
        ImportErrorCodes.UnknownKind, ImportErrorCodes.BadColumns, ImportErrorCodes.BadOption, ImportErrorCodes.UnknownRun,
        StorageErrorCodes.BadConnection, StorageErrorCodes.StoreInTheWay, ClassificationErrorCodes.BadRfm, ClassificationRunErrorCodes.UnknownRule, TaskErrorCodes.Unknown,
        SegmentErrorCodes.Malformed, SegmentErrorCodes.UnknownName, SegmentErrorCodes.BadValue, SegmentErrorCodes.TooLarge, SegmentErrorCodes.UnknownSegment, SegmentErrorCodes.Cycle,
    }.ToFrozenSet(StringComparer.Ordinal);

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var options = new GlobalOptions();
        var root = new RootCommand("crm: customers, orders, classification and messages from the command line. 客户关系管理命令行工具。");
        options.AddTo(root);
        foreach (Command command in CommandList.All(new CommandFrame(options, output, error)))
        {
            root.Add(command);
        }

        ParseResult parse = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null }); // '@' begins names, not files
        if (parse.Errors.Count > 0)
        {
            // What was not understood says more than what is missing because of it.
            string problem = parse.UnmatchedTokens.Count > 0
                ? $"'{Path(parse)}' does not take '{parse.UnmatchedTokens[0]}'."
                : parse.Errors[0].Message;
            await error.WriteLineAsync($"{ConsoleText.Line(problem)} Run '{Path(parse)} --help' for what it takes.").ConfigureAwait(false);
            return ExitCode.WrongCall;
        }

        var configuration = new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(30) };
        try
        {
            return await parse.InvokeAsync(configuration, cancellationToken).ConfigureAwait(false);
        }
        catch (CallException wrong)
        {
            await error.WriteLineAsync(ConsoleText.Plain(wrong.Message)).ConfigureAwait(false);
            return ExitCode.WrongCall;
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("Stopped. What was confirmed stays; the same command goes on from there.").ConfigureAwait(false);
            return ExitCode.Failed;
        }
        catch (Exception failure)
        {
            string? code = (failure as CrmException)?.Code;
            string message = parse.GetValue(options.Verbose) ? failure.ToString() : code is null ? failure.Message : $"{code}: {failure.Message}";
            await error.WriteLineAsync(ConsoleText.Plain(message)).ConfigureAwait(false);
            return code is not null && WrongCallCodes.Contains(code) ? ExitCode.WrongCall : ExitCode.Failed;
        }
    }

    private static string Path(ParseResult parse)
    {
        var names = new Stack<string>();
        for (System.CommandLine.Parsing.SymbolResult? at = parse.CommandResult; at is System.CommandLine.Parsing.CommandResult command; at = command.Parent)
        {
            names.Push(command.Command is RootCommand ? "crm" : command.Command.Name);
        }

        return string.Join(' ', names);
    }
}
