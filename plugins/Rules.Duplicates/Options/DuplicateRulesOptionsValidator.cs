using Microsoft.Extensions.Options;

namespace Crm.Sdk.Rules.Duplicates;

/// <summary>Checks the settings before the rules are used. Written by hand: data annotations would keep the plugin in memory.</summary>
internal sealed class DuplicateRulesOptionsValidator : IValidateOptions<DuplicateRulesOptions>
{
    public ValidateOptionsResult Validate(string? name, DuplicateRulesOptions options)
    {
        var wrong = new List<string>();
        if (options.AlertFrom is not (>= 0.5 and <= 1))
        {
            wrong.Add(FormattableString.Invariant($"AlertFrom is {options.AlertFrom}; it goes from 0.5 to 1."));
        }

        if (options.BlockFrom is { } block && !(block >= options.AlertFrom && block <= 1))
        {
            wrong.Add(FormattableString.Invariant($"BlockFrom is {block}; it goes from AlertFrom ({options.AlertFrom}) to 1, or is left out."));
        }

        foreach (string alias in options.CityAliases)
        {
            if (alias.Split('=') is not [{ Length: > 0 }, { Length: > 0 }])
            {
                wrong.Add($"CityAliases has '{alias}'; write ALIAS=CITY.");
            }
        }

        if (options.IdentifierAttributes.Concat(options.GenericWords).Any(string.IsNullOrWhiteSpace))
        {
            wrong.Add("IdentifierAttributes or GenericWords has an empty entry.");
        }

        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }
}
