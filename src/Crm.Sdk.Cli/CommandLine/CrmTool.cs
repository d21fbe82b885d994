using System.CommandLine;
using Crm.Sdk.Cli.Commands;
using Crm.Sdk.Cli.Output;

namespace Crm.Sdk.Cli.CommandLine;

/// <summary>The <c>crm</c> tool: parses the call, runs the command, and turns every failure into one clear message and an exit code.</summary>
internal static class CrmTool
{
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var options = new GlobalOptions();
        var root = new RootCommand("crm: customers, orders, classification and messages from the command line. 客户关系管理命令行工具。");
        options.AddTo(root);
        foreach (Command command in CommandList.All(new CommandFrame(options, output, error)))
        {
            root.Add(command);
        }

        ParseResult parse = root.Parse(args);
        if (parse.Errors.Count > 0)
        {
            foreach (System.CommandLine.Parsing.ParseError problem in parse.Errors)
            {
                await error.WriteLineAsync(problem.Message).ConfigureAwait(false);
            }

            await error.WriteLineAsync($"Run '{Path(parse)} --help' for what it takes.").ConfigureAwait(false);
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
        catch (Exception failure) when (!parse.GetValue(options.Verbose))
        {
            await error.WriteLineAsync(ConsoleText.Plain(failure is CrmException { Code: var code } ? $"{code}: {failure.Message}" : failure.Message)).ConfigureAwait(false);
            return ExitCode.Failed;
        }
        catch (Exception failure)
        {
            await error.WriteLineAsync(failure.ToString()).ConfigureAwait(false);
            return ExitCode.Failed;
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
