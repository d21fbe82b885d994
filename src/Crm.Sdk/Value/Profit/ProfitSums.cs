namespace Crm.Sdk.Value;

/// <summary>The sums of one customer while records are read.</summary>
internal sealed class ProfitSums
{
    private long _revenue;
    private long _cost;
    private long _invested;
    private long _service;
    private double _present;
    private long _linesWithoutCost;
    private long _withoutRate;
    private long _interactionsWithoutCost;
    private bool _hasInvestment;

    public void Sell(long net, double factor)
    {
        _revenue = checked(_revenue + net);
        _present += net * factor;
    }

    public void CostOfSale(long cost, double factor)
    {
        _cost = checked(_cost + cost);
        _present -= cost * factor;
    }

    public void Invest(long amount, double factor)
    {
        _hasInvestment = true;
        _invested = checked(_invested + amount);
        _present -= amount * factor;
    }

    public void Serve(long amount, double factor)
    {
        _service = checked(_service + amount);
        _present -= amount * factor;
    }

    public void LineWithoutCost() => _linesWithoutCost++;

    public void WithoutRate() => _withoutRate++;

    public void InteractionWithoutCost() => _interactionsWithoutCost++;

    public CustomerProfit Build(CustomerId customer, Currency currency, bool isDiscounted)
    {
        long profit = checked(_revenue - _cost - _invested - _service);
        return new CustomerProfit
        {
            Customer = customer,
            Revenue = Money.OfMinor(_revenue, currency),
            CostOfSales = Money.OfMinor(_cost, currency),
            Invested = Money.OfMinor(_invested, currency),
            Service = Money.OfMinor(_service, currency),
            PresentValue = Money.OfMinor(isDiscounted ? (long)Math.Round(_present, MidpointRounding.AwayFromZero) : profit, currency),
            Gaps = new ProfitGaps(_linesWithoutCost, _withoutRate, _interactionsWithoutCost, !_hasInvestment),
        };
    }
}
