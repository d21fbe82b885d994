namespace Crm.Sdk.Loyalty;

/// <summary>What points take off a total, 积分抵现.</summary>
/// <param name="Points">How many points it takes: the least that give the value.</param>
/// <param name="Value">What is taken off; above 0 and never more than the total.</param>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record MoneyOffQuote(long Points, Money Value)
{
    /// <summary>What points are worth towards a total: points × rate, rounded down to the minor unit, at most the total. No more points are taken than that needs.</summary>
    /// <param name="rate">What a point is worth; above 0.</param>
    /// <param name="points">How many are offered at most; above 0.</param>
    /// <param name="total">The total; above 0.</param>
    /// <exception cref="CrmException">CRM1012: the total is in another currency than the rate. CRM1030: a number is not above 0, or the points are worth less than the smallest unit.</exception>
    public static MoneyOffQuote Of(UnitPrice rate, long points, Money total)
    {
        Require.That(points > 0 && rate.Millionths > 0 && total.MinorUnits > 0, "money-off", $"{points} points at {rate} towards {total}: all three are above 0");
        Int128 unit = (Int128)rate.Millionths * rate.Currency.MinorUnitsPerUnit; // of a point, in millionths of the minor unit
        Int128 worth = points * unit / 1_000_000;
        Money value = worth < total.MinorUnits ? Money.OfMinor((long)worth, rate.Currency) : total;
        _ = value <= total && value.CompareTo(Money.Zero(rate.Currency)) >= 0; // refuses two currencies
        Require.That(value.MinorUnits > 0, "money-off.points", $"{points} points at {rate} are worth less than the smallest unit of {rate.Currency}");
        return new MoneyOffQuote((long)((((Int128)value.MinorUnits * 1_000_000) + unit - 1) / unit), value);
    }
}
