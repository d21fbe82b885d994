namespace Crm.Sdk.Import;

/// <summary>Where the columns of an order's line stand among a kind's targets.</summary>
internal sealed record LineColumns(int Product, int Quantity, int Price, int Discount, int DiscountRate, int Cost, int Amount, int Tax, int OriginalLine)
{
    /// <summary>Which targets these are, by place.</summary>
    public int Mask { get; } = (1 << Product) | (1 << Quantity) | (1 << Price) | (1 << Discount) | (1 << DiscountRate) | (1 << Cost) | (1 << Amount) | (1 << Tax) | (1 << OriginalLine);
}
