using System.Text.Json.Serialization;

namespace Crm.Sdk.Credit;

/// <summary>What is at risk with a customer, 信用敞口: every line with its document, and what secures it (CR-5).</summary>
/// <remarks>Immutable and thread-safe. A line without a rate is left out of the sums; whoever decides must look at the missing rates first.</remarks>
/// <param name="Currency">The currency of all sums.</param>
/// <param name="Lines">The documents' lines by type, in the order of <see cref="CreditLineTypes"/>.</param>
/// <param name="Covers">What secures it.</param>
public sealed record CreditExposure(Currency Currency, ValueList<CreditLine> Lines, ValueList<CreditCover> Covers)
{
    /// <summary>The sum of all lines before securities.</summary>
    /// <exception cref="CrmException">CRM1011: the sum is out of range.</exception>
    [JsonIgnore]
    public Money Gross => Lines.Aggregate(Money.Zero(Currency), static (sum, line) => line.Amount is { } amount ? sum + amount : sum);

    /// <summary>What securities take off an amount at risk: each its share of it up to its most, together at most all of it. Rounded down.</summary>
    public Money SecuredOf(Money gross)
    {
        long left = Math.Max(0, gross.MinorUnits), whole = left;
        foreach (CreditCover cover in Covers)
        {
            if (cover.Amount is { } most)
            {
                left -= Math.Min(left, Math.Min(most.MinorUnits, (long)((Int128)whole * cover.ShareMillionths / 1_000_000)));
            }
        }

        return Money.OfMinor(whole - left, Currency);
    }

    /// <summary>What is at risk after securities, with something more or without.</summary>
    /// <param name="more">What comes in addition, in the same currency.</param>
    public Money AtRisk(Money more)
    {
        Money gross = Gross + more;
        return gross - SecuredOf(gross);
    }
}
