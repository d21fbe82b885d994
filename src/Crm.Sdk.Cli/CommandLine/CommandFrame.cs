using System.CommandLine;
using Crm.Sdk.Cli.Output;

namespace Crm.Sdk.Cli.CommandLine;

/// <summary>Makes commands that run with their settings and output at hand.</summary>
internal sealed class CommandFrame(GlobalOptions options, TextWriter output, TextWriter error)
{
    /// <summary>A command that does something.</summary>
    public Command Make(string name, string description, Func<CommandContext, CancellationToken, Task<int>> run, params ReadOnlySpan<Symbol> takes)
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
            ToolSettings settings = ToolSettings.Read(parse, options);
            var context = new CommandContext(parse, settings, new ToolOutput(output, error, settings.Json, settings.Out));
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
