using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Value;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm value show</c>: what one customer brought and cost, and what models predict of it.</summary>
internal sealed class ValueShowCommand
{
    private readonly Argument<string> _id = new("ID") { Description = "The customer's key or id" };
    private readonly Option<double> _discount = new("--discount") { Description = "The yearly rate that brings the past to now, such as 0.1 [default: 0]" };

    public Command Make(CommandFrame frame) => frame.Make("show", "Show what a customer brought and cost, and the kept predictions", RunAsync, _id, _discount);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        double discount = call.Parse.GetValue(_discount);
        if (!(discount > -1) || double.IsInfinity(discount))
        {
            throw new CallException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"--discount: {discount} is no yearly rate; give a fraction such as 0.1."));
        }

        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        string id = call.Parse.GetRequiredValue(_id);
        CustomerId customer = await CustomerLookup.FindAsync(host, call.Settings.Scope, id, cancellationToken).ConfigureAwait(false);
        AsOf asOf = call.Settings.AsOf(host.Get<IClock>());
        CustomerProfit profit = await host.Get<CustomerProfitReader>().OfAsync(call.Settings.Scope, customer, asOf, new ProfitOptions { YearlyDiscount = discount }, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<ValuePrediction> predictions = await host.Get<ICustomerValue>().PredictionsOfAsync(call.Settings.Scope, customer, cancellationToken).ConfigureAwait(false);
        const double Million = 1_000_000;
        List<(string, object?)> fields =
        [
            ("customer", id), ("asOf", asOf.Instant), ("revenue", profit.Revenue), ("costOfSales", profit.CostOfSales), ("invested", profit.Invested), ("service", profit.Service),
            ("profit", profit.Profit), ("presentValue", profit.PresentValue), ("returnOnInvestment", profit.ReturnOnInvestment), ("linesWithoutCost", profit.Gaps.LinesWithoutCost),
            ("amountsWithoutRate", profit.Gaps.AmountsWithoutRate), ("interactionsWithoutCost", profit.Gaps.InteractionsWithoutCost), ("nothingInvested", profit.Gaps.HasNoInvestment),
        ];
        foreach (ValuePrediction prediction in predictions)
        {
            fields.Add(($"{prediction.Model}.asOf", prediction.AsOf));
            fields.Add(($"{prediction.Model}.pAlive", prediction.AliveMillionths / Million));
            fields.Add(($"{prediction.Model}.expectedPurchases", prediction.PurchasesMillionths / Million));
            fields.Add(($"{prediction.Model}.expectedSpend", prediction.Spend));
            fields.Add(($"{prediction.Model}.clv", prediction.Value));
        }

        await call.Output.DocumentAsync($"value of {id}", [.. fields]).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
