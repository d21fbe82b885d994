using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Segments;
using Spectre.Console;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm segment show NAME</c>: a saved segment.</summary>
internal sealed class SegmentShowCommand
{
    private readonly Argument<string> _name = new("NAME") { Description = "The name" };
    private readonly Option<int?> _version = new("--version-number") { Description = "The version [default: the latest]" };

    public Command Make(CommandFrame frame) => frame.Make("show", "Show a saved segment", RunAsync, _name, _version);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        string name = call.Parse.GetRequiredValue(_name);
        SegmentDefinition saved = await host.Get<ISegments>().FindAsync(call.Settings.Scope, name, call.Parse.GetValue(_version), cancellationToken).ConfigureAwait(false)
            ?? throw new CallException($"There is no saved segment '{name}', or not that version of it.");
        await call.Output.DocumentAsync(
            json =>
            {
                json.WriteString("name", saved.Name);
                json.WriteNumber("version", saved.Version);
                json.WriteString("titleEn", saved.TitleEn);
                json.WriteString("titleZh", saved.TitleZh);
                json.WritePropertyName("segment");
                json.WriteRawValue(saved.Definition);
            },
            people =>
            {
                people.WriteLine(ConsoleText.Line($"{saved.Name}, version {saved.Version}: {(call.Settings.Language == "zh" ? saved.TitleZh : saved.TitleEn)}"));
                people.WriteLine(ConsoleText.Line(saved.Definition));
            }).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
