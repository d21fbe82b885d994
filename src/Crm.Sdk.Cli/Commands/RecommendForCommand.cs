using System.CommandLine;
using System.Globalization;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Recommendation;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm recommend for</c>, <c>next</c> and <c>train</c>: what to offer to a customer, when it will order, and the models behind it.</summary>
internal sealed class RecommendForCommand
{
    private static readonly Column[] Offers = [new("product"), new("score", IsNumber: true), new("reason")];
    private static readonly Column[] Expected =
    [
        new("product"), new("last"), new("times", IsNumber: true), new("intervalDays", IsNumber: true), new("expected"), new("from"), new("until"), new("quantity", IsNumber: true), new("overdueDays", IsNumber: true),
    ];

    private static readonly Column[] Models = [new("recommender"), new("version", IsNumber: true), new("model"), new("asOf"), new("baskets", IsNumber: true)];

    private readonly Argument<string> _id = new("ID") { Description = "The customer's external key or internal id" };
    private readonly Option<int> _take = new("--take") { Description = "How many products at most [default: 5]", DefaultValueFactory = static _ => 5 };

    public Command For(CommandFrame frame) => frame.MakeRows("for", "Say what to offer to a customer now, and why", ForAsync, _id, _take);

    public Command Next(CommandFrame frame) => frame.MakeRows("next", "Say when a customer is expected to order next, and which products are due", NextAsync, _id);

    public static Command Train(CommandFrame frame) => frame.MakeRows("train", "Train the recommenders and keep their models for later answers", TrainAsync);

    private async Task<int> ForAsync(CommandContext call, CancellationToken cancellationToken)
    {
        int take = call.Parse.GetValue(_take);
        if (take < 1)
        {
            throw new CallException($"--take: {take} is below 1.");
        }

        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        string id = call.Parse.GetRequiredValue(_id);
        CustomerId customer = await CustomerLookup.FindAsync(host, call.Settings.Scope, id, cancellationToken).ConfigureAwait(false);
        Recommendations found = await host.Get<RecommendationDesk>().ForAsync(call.Settings.Scope, customer, call.Settings.AsOf(host.Get<IClock>()), take, cancellationToken).ConfigureAwait(false);
        var texts = host.Get<CrmTexts>();
        CultureInfo culture = call.Settings.Culture;
        await call.Output.RowsAsync(
            $"for {id}",
            Offers,
            found.Offers.Select(offer => new object?[] { offer.Product, Math.Round(offer.Score, 6), string.Join(' ', offer.Reasons.Select(reason => texts.Of(reason, culture))) }).ToAsyncEnumerable(),
            cancellationToken).ConfigureAwait(false);
        if (found.Refusal is { } refusal)
        {
            call.Output.Note(texts.OfCode(refusal, culture));
        }

        foreach (string problem in found.Problems)
        {
            call.Output.Note(problem);
        }

        return ExitCode.Done;
    }

    private async Task<int> NextAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        string id = call.Parse.GetRequiredValue(_id);
        CustomerId customer = await CustomerLookup.FindAsync(host, call.Settings.Scope, id, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<ExpectedOrder> expected = await host.Get<RecommendationDesk>().NextAsync(call.Settings.Scope, customer, call.Settings.AsOf(host.Get<IClock>()), cancellationToken).ConfigureAwait(false);
        await call.Output.RowsAsync(
            $"next of {id}",
            Expected,
            expected.Select(static next => new object?[]
            {
                next.Product, next.Rhythm.Last, next.Rhythm.Times, next.Rhythm.IntervalDays, next.Rhythm.Expected, next.Rhythm.From, next.Rhythm.Until, next.Rhythm.Quantity?.Amount, next.OverdueDays,
            }).ToAsyncEnumerable(),
            cancellationToken).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private static async Task<int> TrainAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<StoredModel> models = await call.Output.Progress.WithStatusAsync("Reading orders", status => host.Get<RecommendationDesk>().TrainAsync(
            call.Settings.Scope, call.Settings.AsOf(host.Get<IClock>()), new LineProgress(status, "Reading orders"), cancellationToken)).ConfigureAwait(false);
        await call.Output.RowsAsync(
            "models", Models, models.Select(static model => new object?[] { model.Recommender, model.Version, model.Id.ToString(), model.AsOf, model.Baskets }).ToAsyncEnumerable(), cancellationToken).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
