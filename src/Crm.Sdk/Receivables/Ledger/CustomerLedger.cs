namespace Crm.Sdk.Receivables;

/// <summary>What a customer owes at an instant, as its documents say, 客户往来账. Currencies are never added up.</summary>
/// <remarks>Immutable and thread-safe. For each currency the open amounts less the unallocated payments are the documents' gross less all payments and write-offs.</remarks>
/// <param name="Customer">The customer; what was merged into it counts as its own.</param>
/// <param name="AsOf">The instant; what is known now of what happened by then.</param>
/// <param name="Items">Every invoice and credit note issued by then that is no draft and not cancelled, settled ones too, by day of issue and key.</param>
/// <param name="Payments">Every payment received by then that is not revoked, fully allocated ones too, by time and key.</param>
public sealed record CustomerLedger(CustomerId Customer, AsOf AsOf, ValueList<OpenItem> Items, ValueList<OpenPayment> Payments)
{
    /// <summary>The currencies of its documents, each once, by code.</summary>
    public IEnumerable<Currency> Currencies =>
        Items.Select(static item => item.Open.Currency).Concat(Payments.Select(static payment => payment.Unallocated.Currency)).Distinct().OrderBy(static currency => currency.Code, StringComparer.Ordinal);

    /// <summary>What is open of invoices in a currency, less what credit notes still give.</summary>
    /// <exception cref="CrmException">CRM1011: the sum is out of range.</exception>
    public Money OpenIn(Currency currency) => Sum(currency, Items.Select(static item => item.Open));

    /// <summary>What payments in a currency have given to no invoice yet; those that are not money yet are left out.</summary>
    /// <inheritdoc cref="OpenIn"/>
    public Money UnallocatedIn(Currency currency) => Sum(currency, Payments.Where(static payment => payment.IsCleared).Select(static payment => payment.Unallocated));

    /// <summary>The amount of bills and cheques in a currency that are not money yet, allocated or not.</summary>
    /// <inheritdoc cref="OpenIn"/>
    public Money UnclearedIn(Currency currency) => Sum(currency, Payments.Where(static payment => !payment.IsCleared).Select(static payment => payment.Payment.Amount));

    /// <summary>The same without settled items, and without payments that are money and allocated in full.</summary>
    public CustomerLedger OpenOnly() => this with
    {
        Items = Items.Where(static item => !item.IsSettled).ToValueList(),
        Payments = Payments.Where(static payment => !payment.IsCleared || payment.Unallocated.MinorUnits != 0).ToValueList(),
    };

    private static Money Sum(Currency currency, IEnumerable<Money> amounts) =>
        amounts.Where(amount => amount.Currency == currency).Aggregate(Money.Zero(currency), static (sum, amount) => sum + amount);
}
