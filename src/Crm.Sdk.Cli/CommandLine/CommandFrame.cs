using System.CommandLine;
using Crm.Sdk.Cli.Output;

namespace Crm.Sdk.Cli.CommandLine;

/// <summary>Makes commands that run with their settings and output at hand.</summary>
internal sealed class CommandFrame(GlobalOptions options, TextWriter output, TextWriter error)
{
    /// <summary>A command that does something and answers with one document.</summary>
    public Command Make(string name, string description, Func<CommandContext, CancellationToken, Task<int>> run, params ReadOnlySpan<Symbol> takes) =>
        Make(name, description, run, hasRows: false, takes);

    /// <summary>A command that answers with rows, which <c>--out</c> writes to a file.</summary>
    public Command MakeRows(string name, string description, Func<CommandContext, CancellationToken, Task<int>> run, params ReadOnlySpan<Symbol> takes) =>
        Make(name, description, run, hasRows: true, takes);

    private Command Make(string name, string description, Func<CommandContext, CancellationToken, Task<int>> run, bool hasRows, ReadOnlySpan<Symbol> takes)
    {
        var command = new Command(name, description);
        foreach (Symbol symbol in takes)
        {
            if (symbol is Argument argument)
            {
                command.Add(argument);
            }
            else
            {
                command.Add((Option)symbol);
            }
        }

        command.SetAction(async (parse, cancellationToken) =>
        {
            if (!hasRows && parse.GetValue(options.Out) is not null)
            {
                throw new CallException($"'{name}' answers with no rows that --out could write; leave it out, or use --json.");
            }

            ToolSettings settings = ToolSettings.Read(parse, options);
            var context = new CommandContext(parse, settings, new ToolOutput(output, error, settings.Json, settings.Out, settings.Culture));
            return await run(context, cancellationToken).ConfigureAwait(false);
        });
        return command;
    }

    /// <summary>A command that only holds others.</summary>
    public static Command Group(string name, string description, params ReadOnlySpan<Command> commands)
    {
        var group = new Command(name, description);
        foreach (Command command in commands)
        {
            group.Add(command);
        }

        return group;
    }
}
