using System.CommandLine;
using System.Globalization;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Value;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm value indicators</c>: the indicators of a customer's profit contribution, with their evidence.</summary>
internal sealed class ValueIndicatorsCommand
{
    private static readonly Column[] Columns =
        [new("indicator"), new("score", IsNumber: true), new("evidence"), new("value", IsNumber: true), new("evidenceScore", IsNumber: true), new("records", IsNumber: true)];

    private readonly Argument<string> _id = new("ID") { Description = "The customer's external key or internal id" };

    public Command Make(CommandFrame frame) => frame.MakeRows("indicators", "List the indicators of a customer's profit contribution, with their evidence", RunAsync, _id);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        string id = call.Parse.GetRequiredValue(_id);
        CustomerId customer = await CustomerLookup.FindAsync(host, call.Settings.Scope, id, cancellationToken).ConfigureAwait(false);
        ValueList<IndicatorScore> scores = await host.Get<ProfitIndicatorReader>().ReadAsync(call.Settings.Scope, customer, call.Settings.AsOf(host.Get<IClock>()), null, cancellationToken).ConfigureAwait(false);
        var texts = host.Get<CrmTexts>();
        CultureInfo culture = call.Settings.Culture;
        await call.Output.RowsAsync(
            $"profit contribution of {id}",
            Columns,
            scores.SelectMany(score => score.Evidence.Select(static evidence => (IndicatorEvidence?)evidence).DefaultIfEmpty().Select(evidence => new object?[]
            {
                Name(score.Indicator), score.Score, evidence is null ? null : Text("profit-evidence", evidence.Code), evidence?.Value, evidence?.Score, evidence?.Records,
            })).ToAsyncEnumerable(),
            cancellationToken).ConfigureAwait(false);
        return ExitCode.Done;

        string Name(ProfitIndicator indicator) => Text("profit-indicator", indicator switch
        {
            ProfitIndicator.Enthusiasm => "enthusiasm",
            ProfitIndicator.OperatingAbility => "operating-ability",
            ProfitIndicator.Reputation => "reputation",
            _ => "social-connections",
        });

        string Text(string list, string code) => call.Settings.Json ? code : texts.OfCode($"{list}.{code}", culture);
    }
}
