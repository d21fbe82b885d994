namespace Crm.Sdk.Customers.Duplicates;

/// <summary>How likely it is that two customers are one, in bands: a score to six digits would let values be guessed one by one.</summary>
public enum MatchBand
{
    /// <summary>A score of 0.8 to below 0.95.</summary>
    Possible,

    /// <summary>A score of 0.95 to below 0.99.</summary>
    Likely,

    /// <summary>A score of 0.99 and more.</summary>
    Certain,
}
