using NodaTime;

namespace Crm.Sdk.Transactions;

/// <summary>How often customers buy, counted customer by customer.</summary>
internal sealed class FrequencyTally
{
    private readonly BandTally _purchases = new(1, 2, 3, 4, 9);
    private readonly BandTally _intervals = new(7, 30, 90, 180, 365);
    private long _customers;
    private long _days;
    private long _intervalDays;
    private long _intervalCount;

    /// <summary>A customer's purchase days in the period, in order.</summary>
    public void Add(IReadOnlyList<LocalDate> days)
    {
        if (days.Count == 0)
        {
            return;
        }

        _customers++;
        _days += days.Count;
        _purchases.Add(days.Count);
        for (int i = 1; i < days.Count; i++)
        {
            int interval = Period.DaysBetween(days[i - 1], days[i]);
            _intervals.Add(interval);
            _intervalDays += interval;
            _intervalCount++;
        }
    }

    public PurchaseFrequency Build() =>
        new(_customers, _days, _purchases.Build(), _intervals.Build(), _intervalCount == 0 ? null : (double)_intervalDays / _intervalCount);
}
