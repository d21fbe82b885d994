using Microsoft.Extensions.Options;

namespace Crm.Sdk.Rules.Scorecard;

/// <summary>Checks the settings before the rule is used. Written by hand: data annotations would keep the plugin in memory.</summary>
internal sealed class ScorecardRuleOptionsValidator : IValidateOptions<ScorecardRuleOptions>
{
    public ValidateOptionsResult Validate(string? name, ScorecardRuleOptions options)
    {
        var wrong = new List<string>();
        if (string.IsNullOrWhiteSpace(options.File))
        {
            wrong.Add("File is required: the scorecard's JSON, as 'crm credit scorecard fit --save' writes it.");
        }
        else if (!File.Exists(options.File))
        {
            wrong.Add($"File: there is no file '{Path.GetFullPath(options.File)}'.");
        }

        if (options.Bands.Count == 1)
        {
            wrong.Add("Bands has one label only; give two or more, or none for the defaults.");
        }

        if (options.Bands.Select(static band => band.From).Distinct().Count() != options.Bands.Count || options.Bands.Select(static band => band.Label).Distinct(StringComparer.Ordinal).Count() != options.Bands.Count)
        {
            wrong.Add("Bands has a label or a number of points twice.");
        }

        if (options.Bands.Any(static band => !double.IsFinite(band.From)))
        {
            wrong.Add("Bands: From is a finite number of points.");
        }

        foreach ((string characteristic, ScorecardFactOptions fact) in options.Facts)
        {
            if (fact.Months is < 1 or > 1200)
            {
                wrong.Add($"Facts:{characteristic}:Months is {fact.Months}; give 1 to 1200, or leave it out for all time.");
            }

            if (ScorecardFacts.Find(fact.Fact, fact.Months, fact.Type) is null)
            {
                wrong.Add($"Facts:{characteristic}: there is no fact '{fact.Fact}' of that window and type; give {ScorecardFacts.Known}, or a plugin's fact by its key with Type int, long, double, money or category.");
            }
        }

        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }
}
