using System.CommandLine;
using System.Globalization;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Transactions;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm customer preferences</c>: what a customer prefers, with the evidence.</summary>
internal sealed class CustomerPreferencesCommand
{
    private static readonly string[] Columns = ["value", "share#", "orders#", "spend#", "last"];

    private readonly Argument<string> _id = new("ID") { Description = "The customer's external key or internal id" };

    public Command Make(CommandFrame frame) => frame.Make("preferences", "Show what a customer prefers, with the evidence", RunAsync, _id);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        string id = call.Parse.GetRequiredValue(_id);
        CustomerId customer = await CustomerLookup.FindAsync(host, call.Settings.Scope, id, cancellationToken).ConfigureAwait(false);
        CustomerPreferences found = await host.Get<PreferenceReader>().ReadAsync(call.Settings.Scope, customer, call.Settings.AsOf(host.Get<IClock>()), cancellationToken).ConfigureAwait(false);
        var texts = host.Get<CrmTexts>();
        CultureInfo culture = call.Settings.Culture;
        var titles = new BlockTitles(texts, "preference", culture);
        await call.Output.BlocksAsync(
        [
            titles.Record("evidence", ["orders", "spend", "amountsUnknown"], [found.Orders, found.Spend, found.AmountsUnknown]),
            List("categories", found.Categories, isCoded: false),
            List("channels", found.Channels, isCoded: false),
            List("weekdays", found.Weekdays, isCoded: true),
            List("dayParts", found.DayParts, isCoded: true),
            Record("priceLevel", ["level", "meanRank", "lines", "linesWithoutRank"], found.PriceLevel is { } price ? [Word(price.Level), price.MeanRank, price.Lines, price.LinesWithoutRank] : null),
            Record(
                "promotions",
                ["orders", "share", "discount", "spendWith", "spendWithout", "uplift"],
                found.Promotions is { } response ? [response.Orders, response.Share, response.Discount, response.SpendWith, response.SpendWithout, response.Uplift] : null),
        ]).ConfigureAwait(false);
        return ExitCode.Done;

        Coded Word(string code) => new(code, texts.OfCode($"preference.{code}", culture));

        Block List(string name, ValueList<Preference> preferences, bool isCoded) => titles.Rows(
            name, Columns, preferences.Select(preference => (object?[])[isCoded ? Word(preference.Value) : preference.Value, preference.Share, preference.Orders, preference.Spend, preference.Last]));

        Block Record(string name, string[] columns, object?[]? row) => row is null ? titles.Rows(name, columns, []) : titles.Record(name, columns, row);
    }
}
