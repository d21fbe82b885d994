namespace Crm.Sdk.Transactions;

/// <summary>The sums of one part. Orders come customer by customer, so remembering the last of each is enough to count it once.</summary>
internal sealed class PartTally
{
    private long _customers;
    private long _orders;
    private long _millionths;
    private long _revenue;
    private long _returned;
    private long _lastCustomer;
    private long _lastOrder;

    /// <summary>A line, or an order as a whole.</summary>
    public void Add(ConvertedLine line, OrderTurn turn)
    {
        _millionths = checked(_millionths + line.Millionths);
        _revenue = checked(_revenue + line.Amount);
        if (turn.IsReturn)
        {
            _returned = checked(_returned - line.Amount);
            return;
        }

        _customers += _lastCustomer == turn.Customer ? 0 : 1;
        _orders += _lastOrder == turn.Order ? 0 : 1;
        (_lastCustomer, _lastOrder) = (turn.Customer, turn.Order);
    }

    public TransactionPart Build(string? key, Currency currency) =>
        new(key, _customers, _orders, new Quantity(_millionths), Money.OfMinor(_revenue, currency), Money.OfMinor(_returned, currency));
}
