using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Credit;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm credit scorecard fit</c>: makes a scorecard of cases with known outcomes.</summary>
internal sealed class ScorecardFitCommand
{
    private readonly ScorecardCall _cases = new();
    private readonly Option<string?> _save = new("--save") { Description = "Write the scorecard here as JSON, for the plugin crm.rules.scorecard" };
    private readonly Option<string> _id = new("--id") { Description = "The scorecard's name [default: scorecard]", DefaultValueFactory = static _ => "scorecard" };
    private readonly Option<int> _version = new("--version-number") { Description = "The scorecard's version [default: 1]", DefaultValueFactory = static _ => 1 };
    private readonly Option<double> _points = new("--points") { Description = "The points at --odds [default: 600]", DefaultValueFactory = static _ => 600 };
    private readonly Option<double> _odds = new("--odds") { Description = "How many good cases to one bad one at --points [default: 19]", DefaultValueFactory = static _ => 19 };
    private readonly Option<double> _doubling = new("--pdo") { Description = "How many points double the odds [default: 50]", DefaultValueFactory = static _ => 50 };

    public Command Make(CommandFrame frame) => frame.Make(
        "fit", "Make a scorecard: classes of values, weights of evidence, logistic regression, points", RunAsync, [.. _cases.Symbols, _save, _id, _version, _points, _odds, _doubling]);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        CreditSample sample = await _cases.ReadAsync(call, cancellationToken).ConfigureAwait(false);
        ScorecardFit fit = ScorecardFitter.Fit(sample, _cases.Request(call) with
        {
            Id = call.Parse.GetRequiredValue(_id),
            Version = call.Parse.GetValue(_version),
            Scaling = new ScorecardScaling(call.Parse.GetValue(_points), call.Parse.GetValue(_odds), call.Parse.GetValue(_doubling)),
        });
        if (call.Parse.GetValue(_save) is { } path)
        {
            await File.WriteAllBytesAsync(path, ScorecardFile.Write(fit.Scorecard), cancellationToken).ConfigureAwait(false);
        }

        await call.Output.BlocksAsync(new ScorecardTables(call.Settings.Culture).Of(sample, fit)).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
