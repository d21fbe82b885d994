using System.CommandLine;
using Crm.Sdk.Care;
using Crm.Sdk.Cli.CommandLine;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm care plan save FILE</c>: checks a care plan and saves it as the next version of its name.</summary>
internal sealed class CarePlanSaveCommand
{
    private readonly Argument<string> _file = new("FILE") { Description = "The plan as JSON (docs/schemas/care-plan.schema.json)" };

    public Command Make(CommandFrame frame) => frame.Make("save", "Check a care plan and save it as the next version of its name", RunAsync, _file);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        CarePlan plan = CarePlanJson.Read(await CareFile.ReadAsync(call.Parse.GetRequiredValue(_file), cancellationToken).ConfigureAwait(false));
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        await using ICrmSession session = host.Get<ICrm>().OpenSession(call.Settings.Scope);
        SavedCarePlan saved = await host.Get<CarePlanner>().Plans.SaveAsync(session, plan, call.Settings.AsOf(host.Get<IClock>()), cancellationToken).ConfigureAwait(false);
        await session.CommitAsync(cancellationToken).ConfigureAwait(false);
        await call.Output.DocumentAsync("care plan", ("name", saved.Name), ("version", saved.Version)).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
