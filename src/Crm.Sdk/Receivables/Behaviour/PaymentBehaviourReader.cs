using Crm.Sdk.Billing;
using Crm.Sdk.Classification;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Receivables;

/// <summary>Reads how customers pay from their ledgers (CR-3). Amounts of several currencies are weighed in the reporting currency, at the rates of the as-of day.</summary>
/// <remarks>A thread-safe singleton. Where a rate is missing, what is weighed by amount is undefined.</remarks>
public sealed class PaymentBehaviourReader
{
    /// <summary>The greatest window in days.</summary>
    public const int MaxWindow = 3_660;

    private readonly LedgerReader _ledgers;
    private readonly ICrmStore _store;
    private readonly ClassifierSettings _settings;
    private readonly IExchangeRates? _rates;

    /// <summary>Makes a reader.</summary>
    public PaymentBehaviourReader(LedgerReader ledgers, ICrmStore store, ClassifierSettings settings, IExchangeRates? rates = null)
    {
        _ledgers = ledgers;
        _store = store;
        _settings = settings;
        _rates = rates;
    }

    /// <summary>How a customer pays.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="customer">The customer.</param>
    /// <param name="asOf">The instant.</param>
    /// <param name="windowDays">Over how many days up to then, 1 to 3,660; a year is 365.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmException">CRM6235: the window is out of range.</exception>
    public async Task<PaymentBehaviour> ReadAsync(CrmScope scope, CustomerId customer, AsOf asOf, int windowDays, CancellationToken cancellationToken) =>
        await OfAsync(scope, await _ledgers.ReadAsync(scope, customer, asOf, cancellationToken).ConfigureAwait(false), windowDays, cancellationToken).ConfigureAwait(false);

    /// <summary>How the customer of a ledger pays.</summary>
    /// <inheritdoc cref="ReadAsync"/>
    public async Task<PaymentBehaviour> OfAsync(CrmScope scope, CustomerLedger ledger, int windowDays, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(ledger);
        if (windowDays is < 1 or > MaxWindow)
        {
            throw new CrmException(BillingErrorCodes.BadOption, $"Payment behaviour is read over 1 to {MaxWindow} days, not {windowDays}.");
        }

        Currency reporting = await ReportingCurrency.OfAsync(_store, scope.Tenant, _settings, cancellationToken).ConfigureAwait(false);
        var weights = new Weights(new RateTable(_rates, reporting, ledger.AsOf.Zone), ledger.AsOf.Date, cancellationToken);
        LocalDate day = ledger.AsOf.Date, first = day.PlusDays(1 - windowDays);
        OpenItem[] invoices = [.. ledger.Items.Where(static item => !item.Invoice.IsCreditNote && item.Disputed.MinorUnits == 0)];
        OpenItem[] due = [.. invoices.Where(item => item.DueOn >= first && item.DueOn < day && Owed(item) > 0)];
        PaidShare[] paid = [.. PaidShare.Of(ledger)];
        ILookup<InvoiceId, PaidShare> sharesOf = paid.ToLookup(static share => share.Item.Invoice.Id);

        int onTime = due.Count(item => sharesOf[item.Invoice.Id].Where(share => share.PaidOn <= item.DueOn).Sum(static share => share.Amount.MinorUnits) >= Owed(item));
        PaidShare[] recent = [.. paid.Where(share => share.PaidOn >= first && share.Item.Disputed.MinorUnits == 0)];
        double? late = await weights.MeanAsync(recent.Select(static share => (share.Amount, (double)share.DaysLate))).ConfigureAwait(false);
        double? repaid = await weights.MeanAsync(due.Select(item =>
            (Money.OfMinor(Owed(item), item.Open.Currency), Math.Min(1, sharesOf[item.Invoice.Id].Sum(static share => share.Amount.MinorUnits) / (double)Owed(item))))).ConfigureAwait(false);
        OpenItem[] open = [.. invoices.Where(static item => item.Open.MinorUnits > 0)];
        double? serious = await weights.MeanAsync(open.Select(item => (item.Open, item.DaysOverdue(day) > PaymentBehaviour.SeriousDays ? 1.0 : 0.0))).ConfigureAwait(false);
        OpenItem[] overdue = [.. open.Where(item => item.DaysOverdue(day) > 0)];
        Money? amount = await weights.SumAsync(overdue.Select(static item => item.Open), reporting).ConfigureAwait(false);
        LocalDate? since = ledger.Items.Select(static item => (LocalDate?)item.Invoice.IssuedOn).Min();
        return new PaymentBehaviour(
            ledger.Customer,
            day,
            due.Length,
            onTime,
            late,
            repaid,
            serious,
            since is { } start ? Period.DaysBetween(start, day) / 365.25 : null,
            amount,
            overdue.Length == 0 ? 0 : overdue.Max(item => item.DaysOverdue(day)));
    }

    /// <summary>What an invoice was to be paid in money, in minor units.</summary>
    private static long Owed(OpenItem item) => item.Invoice.Gross.MinorUnits - item.Credited.MinorUnits;

    /// <summary>Means and sums over currencies.</summary>
    private sealed class Weights(RateTable rates, LocalDate day, CancellationToken cancellationToken)
    {
        /// <summary>The mean of values weighted by amounts; null where there are none, or a rate is missing.</summary>
        public async Task<double?> MeanAsync(IEnumerable<(Money Weight, double Value)> values)
        {
            double sum = 0, all = 0;
            foreach ((Money weight, double value) in values)
            {
                if (await rates.ConvertAsync(weight, day, cancellationToken).ConfigureAwait(false) is not { } minor)
                {
                    return null;
                }

                sum += minor * value;
                all += minor;
            }

            return all > 0 ? sum / all : null;
        }

        public async Task<Money?> SumAsync(IEnumerable<Money> amounts, Currency reporting)
        {
            Money sum = Money.Zero(reporting);
            foreach (Money amount in amounts)
            {
                if (await rates.ConvertAsync(amount, day, cancellationToken).ConfigureAwait(false) is not { } minor)
                {
                    return null;
                }

                sum += Money.OfMinor(minor, reporting);
            }

            return sum;
        }
    }
}
