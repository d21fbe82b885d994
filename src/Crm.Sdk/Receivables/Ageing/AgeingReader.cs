using System.Runtime.CompilerServices;
using Crm.Sdk.Classification;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Receivables;

/// <summary>Reads what is owed by age (CR-6), of one customer, of each, or of the whole base.</summary>
/// <remarks>A thread-safe singleton. The documents of one customer at a time are in memory.</remarks>
public sealed class AgeingReader
{
    private readonly LedgerReader _ledgers;
    private readonly ICrmStore _store;
    private readonly ClassifierSettings _settings;
    private readonly IExchangeRates? _rates;

    /// <summary>Makes a reader.</summary>
    public AgeingReader(LedgerReader ledgers, ICrmStore store, ClassifierSettings settings, IExchangeRates? rates = null)
    {
        _ledgers = ledgers;
        _store = store;
        _settings = settings;
        _rates = rates;
    }

    /// <summary>A ledger by age: a row a currency in which anything is open, to its credit or not cleared.</summary>
    /// <exception cref="CrmException">CRM6235: the options are out of range. CRM1011: a sum is out of range.</exception>
    public static ValueList<AgeingRow> Of(CustomerLedger ledger, AgeingOptions options)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        var rows = new List<AgeingRow>();
        foreach (Currency currency in ledger.Currencies)
        {
            Money zero = Money.Zero(currency);
            Money[] ages = [.. Enumerable.Repeat(zero, options.Names.Count)];
            Money credits = -ledger.UnallocatedIn(currency), disputed = zero;
            foreach (OpenItem item in ledger.Items.Where(item => item.Open.Currency == currency))
            {
                if (item.Open.MinorUnits <= 0)
                {
                    credits += item.Open;
                    continue;
                }

                ages[options.PlaceOf(Period.DaysBetween(options.Basis == AgeingBasis.DueDate ? item.DueOn : item.Invoice.IssuedOn, ledger.AsOf.Date))] += item.Open;
                disputed += item.Disputed;
            }

            var row = new AgeingRow(ledger.Customer, currency, ages.ToValueList(), credits, disputed, ledger.UnclearedIn(currency));
            if (credits.MinorUnits != 0 || row.Uncleared.MinorUnits != 0 || Array.Exists(ages, static age => age.MinorUnits != 0))
            {
                rows.Add(row);
            }
        }

        return rows.ToValueList();
    }

    /// <summary>A row for each customer and currency with anything open, in the order of customers' ids.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="asOf">The instant.</param>
    /// <param name="options">The ages.</param>
    /// <param name="cancellationToken">Stops between pages.</param>
    /// <exception cref="CrmException">CRM6235: the options are out of range.</exception>
    public async IAsyncEnumerable<AgeingRow> ByCustomerAsync(CrmScope scope, AsOf asOf, AgeingOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        await foreach (CustomerLedger ledger in _ledgers.ReadAllAsync(scope, asOf, cancellationToken).ConfigureAwait(false))
        {
            foreach (AgeingRow row in Of(ledger, options))
            {
                yield return row;
            }
        }
    }

    /// <summary>The whole base by age.</summary>
    /// <inheritdoc cref="ByCustomerAsync"/>
    public async Task<AgeingTotals> TotalsAsync(CrmScope scope, AsOf asOf, AgeingOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(asOf);
        var totals = new SortedDictionary<string, AgeingRow>(StringComparer.Ordinal);
        long customers = 0;
        CustomerId? last = null;
        await foreach (AgeingRow row in ByCustomerAsync(scope, asOf, options, cancellationToken).ConfigureAwait(false))
        {
            customers += row.Customer == last ? 0 : 1;
            last = row.Customer;
            totals[row.Currency.Code] = (totals.GetValueOrDefault(row.Currency.Code) ?? AgeingRow.None(null, row.Currency, options)).With(row);
        }

        Currency reporting = await ReportingCurrency.OfAsync(_store, scope.Tenant, _settings, cancellationToken).ConfigureAwait(false);
        var rates = new RateTable(_rates, reporting, asOf.Zone);
        var without = new List<Currency>();
        AgeingRow all = AgeingRow.None(null, reporting, options);
        foreach (AgeingRow row in totals.Values)
        {
            if (await ConvertAsync(row, reporting, rates, asOf.Date, cancellationToken).ConfigureAwait(false) is { } converted)
            {
                all = all.With(converted);
            }
            else
            {
                without.Add(row.Currency);
            }
        }

        return new AgeingTotals(customers, totals.Values.ToValueList(), without.Count == 0 ? all : null, without.ToValueList());
    }

    private static async Task<AgeingRow?> ConvertAsync(AgeingRow row, Currency reporting, RateTable rates, LocalDate day, CancellationToken cancellationToken)
    {
        var amounts = new List<Money>();
        foreach (Money amount in row.Ages.Append(row.Credits).Append(row.Disputed).Append(row.Uncleared))
        {
            if (await rates.ConvertAsync(amount, day, cancellationToken).ConfigureAwait(false) is not { } minor)
            {
                return null;
            }

            amounts.Add(Money.OfMinor(minor, reporting));
        }

        return new AgeingRow(null, reporting, amounts.Take(amounts.Count - 3).ToValueList(), amounts[^3], amounts[^2], amounts[^1]);
    }
}
