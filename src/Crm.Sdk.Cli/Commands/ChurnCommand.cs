using System.CommandLine;
using System.Globalization;
using System.Runtime.CompilerServices;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Lifecycle;
using Crm.Sdk.Loyalty;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm churn</c>: the customers who are about to be lost, with reasons.</summary>
internal sealed class ChurnCommand
{
    private const int CustomersPerRead = 1_000;

    private static readonly Column[] Columns =
    [
        new("customer"), new("score", IsNumber: true), new("pAlive", IsNumber: true), new("daysSince", IsNumber: true), new("usualInterval", IsNumber: true), new("reasons"),
    ];

    private readonly Option<double?> _threshold = new("--threshold") { Description = "Show customers from this score on, 0 to 1 [default: the threshold of each customer's group]" };

    public Command Make(CommandFrame frame) => frame.MakeRows("churn", "Show the customers who are about to be lost, by their buying rhythm and other signals, with reasons", RunAsync, _threshold);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        double? threshold = call.Parse.GetValue(_threshold);
        if (threshold is { } given && given is not (>= 0 and <= 1))
        {
            throw new CallException(string.Create(CultureInfo.InvariantCulture, $"--threshold: {given} is no score; give one from 0 to 1."));
        }

        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        AsOf asOf = call.Settings.AsOf(host.Get<IClock>());
        string title = string.Create(CultureInfo.InvariantCulture, $"{new BlockTitles(host.Get<CrmTexts>(), "churn.title", call.Settings.Culture).Of("churn")} {asOf.Date:uuuu-MM-dd}");
        await call.Output.RowsAsync(title, Columns, RowsAsync(call, host, asOf, threshold, cancellationToken), cancellationToken).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private static async IAsyncEnumerable<object?[]> RowsAsync(CommandContext call, ToolHost host, AsOf asOf, double? threshold, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var texts = host.Get<LoyaltyTexts>();
        IAsyncEnumerable<ChurnWarning> due = host.Get<ChurnWarnings>().ReadAsync(call.Settings.Scope, asOf, cancellationToken).Where(warning => threshold is { } from ? warning.Score >= from : warning.IsDue);
        await foreach (ChurnWarning[] chunk in due.Chunk(CustomersPerRead).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            IReadOnlyList<string> keys = await CustomerLookup.KeysAsync(host, call.Settings.Scope, chunk.Select(static warning => warning.Facts.Customer), cancellationToken).ConfigureAwait(false);
            for (int i = 0; i < chunk.Length; i++)
            {
                ChurnFacts facts = chunk[i].Facts;
                yield return
                [
                    keys[i], chunk[i].Score, facts.ProbabilityAlive, facts.SinceLast, facts.Rhythm.Days, string.Join("; ", chunk[i].Reasons.Select(reason => texts.Of(reason, call.Settings.Culture))),
                ];
            }
        }
    }
}
