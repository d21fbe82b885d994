namespace Crm.Sdk.Receivables;

/// <summary>What is owed in one currency by age, 账龄分析.</summary>
/// <remarks>Immutable and thread-safe. The ages and the credits add up to the total, exact to the minor unit.</remarks>
/// <param name="Customer">The customer; null for the whole base.</param>
/// <param name="Currency">The currency.</param>
/// <param name="Ages">What is open of invoices by age, as <see cref="AgeingOptions.Names"/> names them; 0 or more.</param>
/// <param name="Credits">What the customer has to its credit: credit notes that still give, payments that went nowhere yet, overpaid invoices; 0 or less.</param>
/// <param name="Disputed">How much of what is open is disputed.</param>
/// <param name="Uncleared">Bills and cheques that are not money yet; they are in no age, since what they pay is not open.</param>
public sealed record AgeingRow(CustomerId? Customer, Currency Currency, ValueList<Money> Ages, Money Credits, Money Disputed, Money Uncleared)
{
    /// <summary>The ages and the credits together.</summary>
    public Money Total => Ages.Aggregate(Credits, static (sum, age) => sum + age);

    /// <summary>No money in a currency.</summary>
    internal static AgeingRow None(CustomerId? customer, Currency currency, AgeingOptions options)
    {
        Money zero = Money.Zero(currency);
        return new AgeingRow(customer, currency, Enumerable.Repeat(zero, options.Names.Count).ToValueList(), zero, zero, zero);
    }

    /// <summary>The sum with another row of the same currency and ages.</summary>
    internal AgeingRow With(AgeingRow other) => this with
    {
        Ages = Ages.Zip(other.Ages, static (left, right) => left + right).ToValueList(),
        Credits = Credits + other.Credits,
        Disputed = Disputed + other.Disputed,
        Uncleared = Uncleared + other.Uncleared,
    };
}
