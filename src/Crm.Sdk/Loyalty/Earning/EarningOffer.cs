using System.Numerics;

namespace Crm.Sdk.Loyalty;

/// <summary>What a rule would give for a line of a document, or for it as a whole, before others of its group are looked at.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Order">The rule's place in the programme.</param>
/// <param name="Line">The line; null for the document as a whole.</param>
/// <param name="Base">The amount that earns, in minor units.</param>
/// <param name="Points">What an event or a plugin gives before the tier's factor; 0 of a rule for what is spent.</param>
/// <param name="Factor">The tier's factor in millionths.</param>
internal readonly record struct EarningOffer(LineRule Rule, int Order, int? Line, long Base, long Points, long Factor)
{
    /// <summary>Whether it gives more than another one, exactly, before rounding.</summary>
    public bool Beats(EarningOffer other) => Numerator * other.Denominator > other.Numerator * Denominator;

    private BigInteger Numerator => Rule.PerMinor == 0 ? (BigInteger)Points * Factor : (BigInteger)Base * Rule.Rule.Points * Factor;

    private BigInteger Denominator => Math.Max(1, Rule.PerMinor);
}
