using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Recommendation;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm recommend mine</c>: association rules of what is bought together.</summary>
internal sealed class RecommendMineCommand
{
    private static readonly Column[] Columns =
    [
        new("antecedent"), new("consequent"), new("support", IsNumber: true), new("confidence", IsNumber: true),
        new("lift", IsNumber: true), new("leverage", IsNumber: true), new("conviction", IsNumber: true),
    ];

    private readonly Option<decimal> _support = new("--min-support") { Description = "The least share of baskets that hold the whole rule [default: 0.01]", DefaultValueFactory = static _ => 0.01m };
    private readonly Option<decimal> _confidence = new("--min-confidence") { Description = "The least share of baskets with the left side that hold the right one too [default: 0.5]", DefaultValueFactory = static _ => 0.5m };
    private readonly Option<int> _length = new("--max-length") { Description = "The most items of a rule, 1 to 30 [default: 10]", DefaultValueFactory = static _ => 10 };
    private readonly Option<int> _right = new("--max-consequent") { Description = "The most items on the right [default: 1]", DefaultValueFactory = static _ => 1 };
    private readonly Option<bool> _empty = new("--empty-antecedents") { Description = "Tell rules with nothing on the left too" };
    private readonly Option<bool> _byDay = new("--by-day") { Description = "All that a customer buys on one day is one basket" };
    private readonly Option<bool> _byCategory = new("--by-category") { Description = "Mine categories of products, not products" };

    public Command Make(CommandFrame frame) =>
        frame.MakeRows("mine", "Mine rules of what is bought together", RunAsync, _support, _confidence, _length, _right, _empty, _byDay, _byCategory);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        AsOf asOf = call.Settings.AsOf(host.Get<IClock>());
        MinedRules mined = await call.Output.Progress.WithStatusAsync("Reading orders", async status =>
        {
            BasketSet baskets = await host.Get<BasketReader>().ReadAsync(
                call.Settings.Scope,
                asOf,
                new BasketOptions { ByDay = call.Parse.GetValue(_byDay), ByCategory = call.Parse.GetValue(_byCategory) },
                new LineProgress(status, "Reading orders"),
                cancellationToken).ConfigureAwait(false);
            return Mine(call, baskets, new LineProgress(status, "Item sets"), cancellationToken);
        }).ConfigureAwait(false);
        await call.Output.RowsAsync(
            $"{mined.Rules.Count:N0} rules of {mined.Baskets:N0} baskets, {mined.ItemsetCount:N0} item sets in {mined.MinCount:N0} baskets or more", Columns, Rows(mined).ToAsyncEnumerable(), cancellationToken).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private MinedRules Mine(CommandContext call, BasketSet baskets, IProgress<long> progress, CancellationToken cancellationToken)
    {
        try
        {
            return RuleMiner.Mine(
                baskets,
                new RuleOptions
                {
                    MinSupport = call.Parse.GetValue(_support),
                    MinConfidence = call.Parse.GetValue(_confidence),
                    MaxLength = call.Parse.GetValue(_length),
                    MaxConsequent = call.Parse.GetValue(_right),
                    EmptyAntecedents = call.Parse.GetValue(_empty),
                },
                progress,
                cancellationToken);
        }
        catch (CrmException wrong) when (wrong.Code == RecommendationErrorCodes.BadOption)
        {
            throw new CallException(wrong.Message);
        }
    }

    private static IEnumerable<object?[]> Rows(MinedRules mined) => mined.Rules.Select(static rule => new object?[]
    {
        string.Join(", ", rule.Antecedent), string.Join(", ", rule.Consequent), rule.Support, rule.Confidence, rule.Lift, rule.Leverage, rule.Conviction,
    });
}
