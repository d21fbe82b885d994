using Crm.Sdk.Surveys;

namespace Crm.Sdk.Care;

/// <summary>What a care plan does: those who were cared for against those who were left alone (CA-7).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Plan">The plan's name.</param>
/// <param name="CaredFor">Those who were cared for.</param>
/// <param name="LeftAlone">Those who were left alone.</param>
public sealed record CareEffect(string Plan, CareEffectGroup CaredFor, CareEffectGroup LeftAlone)
{
    /// <summary>The share that turned to us less that of those left alone; null where nobody is in one of both.</summary>
    public Estimate? ResponseLift => Intervals.Difference(CaredFor.Responded, CaredFor.Occasions, LeftAlone.Responded, LeftAlone.Occasions);

    /// <summary>The share that bought less that of those left alone; null where nobody is in one of both.</summary>
    public Estimate? BuyerLift => Intervals.Difference(CaredFor.Buyers, CaredFor.Occasions, LeftAlone.Buyers, LeftAlone.Occasions);
}
