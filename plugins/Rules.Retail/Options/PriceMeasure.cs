namespace Crm.Sdk.Rules.Retail;

/// <summary>By what price the price level goes.</summary>
public enum PriceMeasure
{
    /// <summary>The mean amount of an order in the trailing months.</summary>
    Order,

    /// <summary>The mean price of one piece, over all lines ever bought. Reads the lines of all orders, so runs take longer.</summary>
    Piece,
}
