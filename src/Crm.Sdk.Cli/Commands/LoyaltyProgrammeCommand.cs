using System.CommandLine;
using System.Text.Json;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Loyalty;
using Spectre.Console;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm loyalty programme</c>: shows the newest version of a programme as JSON, or saves one.</summary>
internal sealed class LoyaltyProgrammeCommand
{
    private readonly Option<string> _programme = LoyaltyOptions.Programme();
    private readonly Option<string?> _save = new("--save") { Description = "Instead of showing: saves the programme of a JSON file as a new version" };

    public Command Make(CommandFrame frame) => frame.Make("programme", "Show a programme's wallets, earning rules and tiers as JSON, or save a new version", RunAsync, _programme, _save);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        LoyaltyProgramme? given = call.Parse.GetValue(_save) is { } path ? await LoyaltyOptions.ReadAsync(path, "--save", cancellationToken).ConfigureAwait(false) : null;
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        await using ICrmSession session = host.Get<ICrm>().OpenSession(call.Settings.Scope);
        if (given is null)
        {
            LoyaltyProgramme programme = await LoyaltyProgrammes.GetAsync(session, call.Parse.GetRequiredValue(_programme), cancellationToken).ConfigureAwait(false);
            string text = LoyaltyProgrammes.Write(programme);
            using var document = JsonDocument.Parse(text);
            await call.Output.DocumentAsync(
                json =>
                {
                    foreach (JsonProperty member in document.RootElement.EnumerateObject())
                    {
                        member.WriteTo(json);
                    }
                },
                people => people.WriteLine(text)).ConfigureAwait(false);
            return ExitCode.Done;
        }

        SavedProgramme saved = await LoyaltyProgrammes.SaveAsync(session, given, cancellationToken).ConfigureAwait(false);
        await session.CommitAsync(cancellationToken).ConfigureAwait(false);
        await call.Output.DocumentAsync("loyalty programme", ("programme", saved.Code), ("version", saved.Version)).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
