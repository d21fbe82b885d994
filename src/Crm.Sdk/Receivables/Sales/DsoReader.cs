using Crm.Sdk.Classification;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Receivables;

/// <summary>Reads days sales outstanding of the whole base from its documents (CR-6).</summary>
/// <remarks>A thread-safe singleton. One pass over the documents, those of one customer at a time in memory.</remarks>
public sealed class DsoReader
{
    private readonly LedgerReader _ledgers;
    private readonly ICrmStore _store;
    private readonly ClassifierSettings _settings;
    private readonly IExchangeRates? _rates;

    /// <summary>Makes a reader.</summary>
    public DsoReader(LedgerReader ledgers, ICrmStore store, ClassifierSettings settings, IExchangeRates? rates = null)
    {
        _ledgers = ledgers;
        _store = store;
        _settings = settings;
        _rates = rates;
    }

    /// <summary>The figures by currency and of all, with the rates that are missing.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="asOf">The instant.</param>
    /// <param name="options">The period.</param>
    /// <param name="cancellationToken">Stops between pages.</param>
    /// <exception cref="CrmException">CRM6235: the options are out of range. CRM1011: a sum is out of range.</exception>
    public async Task<DsoReport> ReadAsync(CrmScope scope, AsOf asOf, DsoOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(asOf);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        var sums = new SortedDictionary<string, DsoSums>(StringComparer.Ordinal);
        await foreach (CustomerLedger ledger in _ledgers.ReadAllAsync(scope, asOf, cancellationToken).ConfigureAwait(false))
        {
            PaidShare[] paid = [.. PaidShare.Of(ledger)];
            foreach (Currency currency in ledger.Currencies)
            {
                if (!sums.TryGetValue(currency.Code, out DsoSums? own))
                {
                    sums.Add(currency.Code, own = new DsoSums(currency, asOf, options));
                }

                own.Add(ledger, paid);
            }
        }

        Currency reporting = await ReportingCurrency.OfAsync(_store, scope.Tenant, _settings, cancellationToken).ConfigureAwait(false);
        var rates = new RateTable(_rates, reporting, asOf.Zone);
        var all = new DsoSums(reporting, asOf, options);
        List<string> missing = [];
        foreach (DsoSums own in sums.Values)
        {
            if (!await all.AddAsync(own, amount => rates.ConvertAsync(amount, asOf.Date, cancellationToken)).ConfigureAwait(false))
            {
                missing.Add($"{own.Currency}/{reporting}");
            }
        }

        IEnumerable<DsoFigures> figures = sums.Values.Select(static own => own.ToFigures(isReporting: false));
        return new DsoReport((missing.Count == 0 ? figures.Append(all.ToFigures(isReporting: true)) : figures).ToValueList(), missing.ToValueList());
    }
}
