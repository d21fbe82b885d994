using Crm.Sdk.Surveys;

namespace Crm.Sdk.Care;

/// <summary>What those did who were cared for, or who were left alone.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Occasions">How many occasions.</param>
/// <param name="Responded">After how many the customer turned to us: by an interaction that came in, or an answer to a survey.</param>
/// <param name="Buyers">After how many it bought, and kept something of it.</param>
public sealed record CareEffectGroup(long Occasions, long Responded, long Buyers)
{
    /// <summary>The share that turned to us; null where there is no occasion.</summary>
    public Estimate? ResponseShare => Intervals.Share(Responded, Occasions);

    /// <summary>The share that bought; null where there is no occasion.</summary>
    public Estimate? BuyerShare => Intervals.Share(Buyers, Occasions);

    internal CareEffectGroup Plus(CustomerDeeds? deeds) => new(Occasions + 1, Responded + (deeds?.Responded == true ? 1 : 0), Buyers + (deeds?.Bought == true ? 1 : 0));
}
