namespace Crm.Sdk.Rules.Duplicates;

/// <summary>Settings of the duplicate rules, under <c>Crm:Plugins:crm.rules.duplicates</c>. Lists add to the built-in words.</summary>
public sealed class DuplicateRulesOptions
{
    /// <summary>The attributes that hold numbers given by an authority, beside the built-in ones (<c>tax-number</c>, <c>registration-number</c> and the like).</summary>
    public IList<string> IdentifierAttributes { get; } = [];

    /// <summary>Further words of names that say little, such as the house's own kinds of business.</summary>
    public IList<string> GenericWords { get; } = [];

    /// <summary>Further names of cities that mean the same, each as <c>ALIAS=CITY</c>, such as <c>Big Apple=New York</c>.</summary>
    public IList<string> CityAliases { get; } = [];

    /// <summary>From which score on a match is told when a customer is written: 0.5 to 1; 0.8 by default.</summary>
    public double AlertFrom { get; set; } = 0.8;

    /// <summary>From which score on a customer is not written because it is there already: 0.5 to 1, at least <see cref="AlertFrom"/>; null, the default, for never.</summary>
    public double? BlockFrom { get; set; }
}
