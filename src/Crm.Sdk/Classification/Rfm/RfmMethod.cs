namespace Crm.Sdk.Classification;

/// <summary>How RFM scores are made of values.</summary>
public enum RfmMethod
{
    /// <summary>Edges are quantiles by linear interpolation (R's type 7) of the customers' values; a value on an edge belongs to the lower bin.</summary>
    Quantile,

    /// <summary>
    /// As the R package rfm 0.3.0 does it: edges are those quantiles plus 1 (a day, an order, a unit of the currency); a bin holds its lower edge and not its upper one.
    /// </summary>
    RRfm,

    /// <summary>Edges are given; a bin holds its lower edge and not its upper one.</summary>
    Fixed,
}
