using NodaTime;

namespace Crm.Sdk.Receivables;

/// <summary>The sums in one currency of which days outstanding are made, ledger by ledger.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class DsoSums(Currency currency, AsOf asOf, DsoOptions options)
{
    private readonly Money[] _months = [.. Enumerable.Repeat(Money.Zero(currency), options.CountBackMonths)];
    private Money _receivables = Money.Zero(currency);
    private Money _current = Money.Zero(currency);
    private Money _sales = Money.Zero(currency);
    private Int128 _paid; // minor units
    private Int128 _paidDays; // minor units by days late

    public Currency Currency => currency;

    public void Add(CustomerLedger ledger, PaidShare[] paid)
    {
        LocalDate day = asOf.Date, first = day.PlusDays(1 - options.Days);
        _receivables = _receivables + ledger.OpenIn(currency) - ledger.UnallocatedIn(currency);
        foreach (OpenItem item in ledger.Items.Where(item => item.Open.Currency == currency))
        {
            if (item.Open.MinorUnits > 0 && item.DueOn >= day)
            {
                _current += item.Open;
            }

            if (item.Invoice.IssuedOn >= first)
            {
                _sales += item.Invoice.Gross;
            }

            int month = ((day.Year - item.Invoice.IssuedOn.Year) * 12) + day.Month - item.Invoice.IssuedOn.Month;
            if (month < _months.Length)
            {
                _months[month] += item.Invoice.Gross;
            }
        }

        foreach (PaidShare share in paid.Where(share => share.Amount.Currency == currency && share.PaidOn >= first && share.PaidOn <= day))
        {
            _paid += share.Amount.MinorUnits;
            _paidDays += (Int128)share.Amount.MinorUnits * share.DaysLate;
        }
    }

    /// <summary>Adds the sums of another currency, converted amount by amount.</summary>
    /// <returns>Whether there was a rate.</returns>
    public async Task<bool> AddAsync(DsoSums other, Func<Money, ValueTask<long?>> convert)
    {
        if (await convert(Money.Zero(other.Currency)).ConfigureAwait(false) is null)
        {
            return false;
        }

        async Task<Money> In(Money amount) => Money.OfMinor((await convert(amount).ConfigureAwait(false)).GetValueOrDefault(), currency);
        _receivables += await In(other._receivables).ConfigureAwait(false);
        _current += await In(other._current).ConfigureAwait(false);
        _sales += await In(other._sales).ConfigureAwait(false);
        for (int month = 0; month < _months.Length; month++)
        {
            _months[month] += await In(other._months[month]).ConfigureAwait(false);
        }

        Int128 paid = (await In(Money.OfMinor(checked((long)other._paid), other.Currency)).ConfigureAwait(false)).MinorUnits;
        _paid += paid;
        _paidDays += other._paid == 0 ? 0 : other._paidDays * paid / other._paid; // the weights are what was paid, converted once
        return true;
    }

    public DsoFigures ToFigures(bool isReporting)
    {
        double? simple = DaysSalesOutstanding.Simple(_receivables, _sales, options.Days), best = DaysSalesOutstanding.BestPossible(_current, _sales, options.Days);
        return new DsoFigures(
            currency,
            isReporting,
            _receivables,
            _current,
            _sales,
            options.Days,
            simple,
            DaysSalesOutstanding.CountBack(_receivables, _months.Select((sales, month) => new PeriodSales(DaysOf(month), sales))),
            best,
            DaysSalesOutstanding.AverageDaysDelinquent(simple, best),
            _paid == 0 ? null : (double)_paidDays / (double)_paid);
    }

    /// <summary>The days of a month, counted back from 0; of the as-of's own month those that have passed.</summary>
    private int DaysOf(int month)
    {
        LocalDate day = asOf.Date.PlusMonths(-month);
        return month == 0 ? day.Day : day.Calendar.GetDaysInMonth(day.Year, day.Month);
    }
}
