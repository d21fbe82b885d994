using System.CommandLine;
using System.Globalization;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Credit;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm credit scorecard check</c>: how well scorecards made alike tell cases that they were not made of.</summary>
internal sealed class ScorecardCheckCommand
{
    private const int MaxSeeds = 1_000;

    private readonly ScorecardCall _cases = new();
    private readonly Option<int> _folds = new("--folds") { Description = "Into how many parts the cases are dealt [default: 10]", DefaultValueFactory = static _ => 10 };
    private readonly Option<int> _seeds = new("--seeds") { Description = "How often they are dealt anew, by the seeds 1 to this [default: 10]", DefaultValueFactory = static _ => 10 };

    public Command Make(CommandFrame frame) => frame.Make(
        "check", "Validate scorecards by stratified folds; classes and weights are made anew in each", RunAsync, [.. _cases.Symbols, _folds, _seeds]);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        int seeds = call.Parse.GetValue(_seeds);
        if (seeds is < 1 or > MaxSeeds)
        {
            throw new CallException($"--seeds: {seeds} is out of range; give 1 to {MaxSeeds}.");
        }

        CreditSample sample = await _cases.ReadAsync(call, cancellationToken).ConfigureAwait(false);
        ScorecardRequest request = _cases.Request(call);
        int folds = call.Parse.GetValue(_folds);
        List<(ulong, ValueList<ScoreQuality>)> runs = await call.Output.Progress.WithStatusAsync(
            "Validating",
            status => Task.Run(
                () =>
                {
                    List<(ulong, ValueList<ScoreQuality>)> done = [];
                    for (ulong seed = 1; seed <= (ulong)seeds; seed++)
                    {
                        done.Add((seed, CrossValidation.Validate(sample, request, folds, seed, cancellationToken)));
                        status(string.Create(CultureInfo.InvariantCulture, $"{seed} of {seeds} seeds"));
                    }

                    return done;
                },
                cancellationToken)).ConfigureAwait(false);
        await call.Output.BlocksAsync(new ScorecardTables(call.Settings.Culture).Of(runs)).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
