using NodaTime;

namespace Crm.Sdk.Credit;

/// <summary>How much a piece of evidence counts beside the prior.</summary>
/// <remarks>
/// <para>Its credibility c is its reliability, halved with every half-life that passed. Alone it moves the score from the prior to prior + c (score − prior); with others, credibilities are
/// added as odds c / (1 − c), the prior standing for 1. So every law of CR-2 holds whatever else is known: the derivative of the pooled score by one piece's weight has the sign of
/// its own score less the pooled one – more of it always moves the score towards it.</para>
/// <para>Full trust would outweigh everything else without end; it counts as <see cref="Most"/>.</para>
/// </remarks>
internal static class EvidenceWeight
{
    /// <summary>The greatest credibility: 99 of 100 parts.</summary>
    public const double Most = 0.99;

    /// <summary>The weight of fresh evidence that is fully reliable.</summary>
    public const double OfFullTrust = Most / (1 - Most);

    /// <returns>0 or more; the prior weighs 1.</returns>
    public static double Of(CreditEvidence evidence, CreditIndicator indicator, LocalDate asOf)
    {
        double credibility = Math.Min(evidence.Reliability, Most);
        if (indicator.HalfLifeDays is { } halfLife)
        {
            credibility *= Math.Pow(0.5, Period.DaysBetween(evidence.Date, asOf) / (double)halfLife);
        }

        return credibility / (1 - credibility);
    }
}
