using Crm.Sdk.Orders;

namespace Crm.Sdk.Import;

/// <summary>What a row says of an order's line, before it is known in which currency.</summary>
internal readonly record struct LineValues
{
    private static readonly int MaxProduct = OrderModel.Kind.Field("region").MaxLength ?? int.MaxValue; // the length of a field of a text by default

    private string? Product { get; init; }

    private long? Quantity { get; init; }

    private long? Price { get; init; }

    private decimal? Discount { get; init; }

    private decimal? DiscountRate { get; init; }

    private decimal? Cost { get; init; }

    private decimal? Amount { get; init; }

    private decimal? Tax { get; init; }

    private int? OriginalLine { get; init; }

    /// <summary>Reads the current row; what is wrong with it is noted on the cells.</summary>
    public static LineValues Read(Cells cells, LineColumns columns)
    {
        var values = new LineValues
        {
            Product = cells.Text(columns.Product, MaxProduct),
            Quantity = cells.Millionths(columns.Quantity),
            Price = cells.Millionths(columns.Price),
            Discount = cells.Number(columns.Discount),
            DiscountRate = cells.Number(columns.DiscountRate),
            Cost = cells.Number(columns.Cost),
            Amount = cells.Number(columns.Amount),
            Tax = cells.Number(columns.Tax),
            OriginalLine = (int?)cells.Whole(columns.OriginalLine, 0, int.MaxValue),
        };
        if (values.Price is null && values.Amount is null)
        {
            cells.Refuse(cells.Map.Maps(columns.Amount) ? columns.Amount : columns.Price, "a line needs its amount or its price");
        }

        if (values.DiscountRate is not null && (values.Discount is not null || values.Price is null || values.DiscountRate is < 0 or > 1))
        {
            cells.Refuse(columns.DiscountRate, "the rate of a discount is 0 to 1, for a line with a price and without an amount of discount");
        }

        return values;
    }

    /// <summary>The line in a currency.</summary>
    /// <param name="columns">Where its columns stand.</param>
    /// <param name="money">The order's currency.</param>
    /// <param name="refuse">Told the target and the rule where the values make no line.</param>
    /// <returns>The line, or null where they make none.</returns>
    public OrderLine? In(LineColumns columns, Currency money, Action<int, string> refuse)
    {
        if (!TryMoney(columns.Discount, Discount, money, refuse, out Money? discount) || !TryMoney(columns.Cost, Cost, money, refuse, out Money? cost)
            || !TryMoney(columns.Amount, Amount, money, refuse, out Money? amount) || !TryMoney(columns.Tax, Tax, money, refuse, out Money? tax))
        {
            return null;
        }

        Quantity count = Quantity is { } millionths ? new Quantity(millionths) : amount is { MinorUnits: < 0 } ? -1 : Sdk.Quantity.One;
        UnitPrice? each = Price is { } unit ? UnitPrice.OfMillionths(unit, money) : null;
        try
        {
            Money off = discount ?? (DiscountRate is { } rate ? each!.Value.Times(count) - Money.Round(each.Value.Amount * count.Amount * (1 - rate), money) : Money.Zero(money));
            return new OrderLine
            {
                Product = Product,
                Quantity = count,
                Price = each,
                Discount = off,
                Net = amount ?? (each!.Value.Times(count) - off),
                Tax = tax ?? Money.Zero(money),
                Cost = cost,
                OriginalLine = OriginalLine,
            };
        }
        catch (CrmException error)
        {
            refuse(columns.Price, error.Message);
            return null;
        }
    }

    private static bool TryMoney(int target, decimal? value, Currency currency, Action<int, string> refuse, out Money? money)
    {
        money = null;
        if (value is not { } number)
        {
            return true;
        }

        if (!Cells.TryMoney(number, currency, out Money amount, out string? rule))
        {
            refuse(target, rule!);
            return false;
        }

        money = amount;
        return true;
    }
}
