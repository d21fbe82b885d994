using Crm.Sdk.Classification;
using Crm.Sdk.Value;

namespace Crm.Sdk.Lifecycle;

/// <summary>What the purchases of each customer of a table tell of churn.</summary>
/// <remarks>Used by one thread.</remarks>
internal sealed class ChurnBehaviour(ChurnPolicy policy, PurchaseTable table, ValueModelFit? fit)
{
    private readonly ChurnRhythms _rhythms = new(policy);
    private readonly PurchaseDays _days = new();
    private readonly IPurchaseModel? _model = fit?.ToPurchaseModel();
    private readonly int _today = DayNumber.Of(table.Until.Date);

    /// <summary>Counts the intervals of some customers; all of them come before the first is judged.</summary>
    public void Learn(IEnumerable<int> rows, Dictionary<CustomerId, string> groups)
    {
        foreach (int row in rows)
        {
            table.Read(row, _days);
            _rhythms.Learn(_days.Days, groups.GetValueOrDefault(table.CustomerAt(row)));
        }
    }

    public ChurnFacts FactsOf(int row, string? group)
    {
        table.Read(row, _days);
        (Money? spend, Money? before) = Spend();
        return new ChurnFacts(table.CustomerAt(row), _today - _days.Days[0], _today - _days.Days[^1], _rhythms.Of(_days.Days, group))
        {
            Group = group,
            ProbabilityAlive = Alive(row),
            Spend = spend,
            SpendBefore = before,
        };
    }

    /// <summary>P(alive); of who bought once BG/NBD says 1 whatever the time, which tells nothing.</summary>
    private double? Alive(int row) => _model is null || (fit!.Model == ValueModelNames.BgNbd && _days.Count == 1) ? null : _model.ProbabilityAlive(table.At(row, fit.Unit));

    private (Money? Now, Money? Before) Spend()
    {
        int from = _today - policy.SpendDays, start = from - policy.SpendDays;
        if (_days.HasUnknownAmount || _days.Days[0] > start)
        {
            return (null, null);
        }

        long now = 0, before = 0;
        for (int i = 0; i < _days.Count; i++)
        {
            now += _days.Days[i] > from ? _days.Amounts[i] : 0;
            before += _days.Days[i] > start && _days.Days[i] <= from ? _days.Amounts[i] : 0;
        }

        return (Money.OfMinor(now, table.Currency), Money.OfMinor(before, table.Currency));
    }
}
