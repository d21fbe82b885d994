using System.CommandLine;
using System.Globalization;
using Crm.Sdk.Classification;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using NodaTime;
using Spectre.Console;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm explain</c>: why a customer has its labels.</summary>
internal sealed class ExplainCommand
{
    private readonly Argument<string> _id = new("ID") { Description = "The customer's external key or internal id" };

    public Command Make(CommandFrame frame) => frame.Make("explain", "Say why a customer has its labels", RunAsync, _id);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        CustomerId customer = await CustomerLookup.FindAsync(host, call.Settings.Scope, call.Parse.GetRequiredValue(_id), cancellationToken).ConfigureAwait(false);
        IReadOnlyList<RuleExplanation> explanations = await host.Get<IClassifier>().ExplainAsync(call.Settings.Scope, customer, call.Settings.AsOf(host.Get<IClock>()), cancellationToken).ConfigureAwait(false);
        CultureInfo culture = call.Settings.Culture;
        var texts = host.Get<ClassificationTexts>();
        await call.Output.ArrayAsync(
            json =>
            {
                foreach (RuleExplanation explanation in explanations)
                {
                    json.WriteStartObject();
                    json.WriteString("dimension", explanation.Descriptor.Dimension);
                    json.WriteString("label", explanation.Verdict.Label);
                    json.WriteStartArray("reasons");
                    foreach (string reason in Reasons(explanation, texts, culture))
                    {
                        json.WriteStringValue(reason);
                    }

                    json.WriteEndArray();
                    json.WriteEndObject();
                }
            },
            people =>
            {
                var table = new Table().Border(TableBorder.Rounded).Title(Markup.Escape(ConsoleText.Line(call.Parse.GetRequiredValue(_id)))).AddColumn("dimension").AddColumn("label").AddColumn("reasons");
                foreach (RuleExplanation explanation in explanations)
                {
                    table.AddRow(
                        Markup.Escape(texts.OfDimension(explanation.Descriptor.Dimension, culture)),
                        Markup.Escape(explanation.Verdict.Label is { } label ? texts.OfLabel(explanation.Descriptor.Dimension, label, culture) : "–"),
                        Markup.Escape(ConsoleText.Plain(string.Join('\n', Reasons(explanation, texts, culture)))));
                }

                people.Write(table);
            }).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private static IEnumerable<string> Reasons(RuleExplanation explanation, ClassificationTexts texts, CultureInfo culture)
    {
        if (explanation.Stop is { } stop)
        {
            return [stop.ToString()!];
        }

        IEnumerable<string> reasons = explanation.Reasons.Select(reason => texts.Of(reason, culture));
        return explanation.Verdict.NoneCode is { } code ? reasons.Prepend(texts.OfCode(code, culture)) : reasons;
    }
}
