namespace Crm.Sdk.Recommendation;

/// <summary>How the built-in recommenders learn and weigh; settings of the plugin <c>crm.models</c>.</summary>
public sealed class RecommenderOptions
{
    /// <summary>The least support of a rule, 0.001 by default.</summary>
    public decimal MinSupport { get; set; } = 0.001m;

    /// <summary>The fewest baskets that hold a rule, whatever the support says; 3 by default.</summary>
    public int MinBaskets { get; set; } = 3;

    /// <summary>The least confidence of a rule, 0.1 by default.</summary>
    public decimal MinConfidence { get; set; } = 0.1m;

    /// <summary>The most items of a rule, both sides together; 3 by default.</summary>
    public int MaxLength { get; set; } = 3;

    /// <summary>How many similar items of each item are kept, 20 by default.</summary>
    public int Neighbours { get; set; } = 20;

    /// <summary>How many shared customers a similarity needs to reach half of its cosine, 10 by default.</summary>
    public double Shrinkage { get; set; } = 10;

    /// <summary>The fewest customers that went from one product to a dearer one of its category, 3 by default.</summary>
    public int MinSteps { get; set; } = 3;

    /// <summary>After how many days of having it an upgrade is offered with full weight, 365 by default; before, with half of it and more as time passes.</summary>
    public int UpgradeAfterDays { get; set; } = 365;

    /// <summary>How many times the dearest list price that the customer paid before an offer may cost; above that it weighs half. 2 by default.</summary>
    public double PriceReach { get; set; } = 2;
}
