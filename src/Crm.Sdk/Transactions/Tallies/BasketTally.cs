namespace Crm.Sdk.Transactions;

/// <summary>What sales hold, counted order by order.</summary>
internal sealed class BasketTally
{
    private readonly BandTally _products = new(1, 2, 3, 5, 10);
    private long _orders;
    private long _lines;
    private long _millionths;
    private long _amount;

    public void Add(ConvertedLine[] lines)
    {
        if (lines.Length == 0)
        {
            return;
        }

        _orders++;
        _lines += lines.Length;
        foreach (ConvertedLine line in lines)
        {
            _millionths = checked(_millionths + line.Millionths);
            _amount = checked(_amount + line.Amount);
        }

        int products = lines.Length == 1
            ? (lines[0].Product is null ? 0 : 1)
            : lines.Select(static line => line.Product).OfType<string>().Distinct(StringComparer.Ordinal).Count();
        if (products > 0)
        {
            _products.Add(products);
        }
    }

    public BasketProfile Build(Currency currency) => new(_orders, _lines, new Quantity(_millionths), Money.OfMinor(_amount, currency), _products.Build());
}
