using Crm.Sdk.Surveys;

namespace Crm.Sdk.Lifecycle;

/// <summary>What a strategy brought: the share of customers won back against the share of those held out (LC-3).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Strategy">The strategy; null for all together.</param>
/// <param name="Treated">How many customers it was picked for long enough ago, not held out.</param>
/// <param name="TreatedWonBack">How many of them bought again within the days.</param>
/// <param name="HeldOut">How many were held out long enough ago.</param>
/// <param name="HeldOutWonBack">How many of them bought again within the days.</param>
/// <param name="TooRecent">For how many it was picked too short a time ago to tell.</param>
public sealed record WinBackLift(string? Strategy, long Treated, long TreatedWonBack, long HeldOut, long HeldOutWonBack, long TooRecent)
{
    /// <summary>The share of treated customers less the share of those held out, with its 95 % interval; null where one group is empty.</summary>
    public Estimate? Lift => Intervals.Difference(TreatedWonBack, Treated, HeldOutWonBack, HeldOut);
}
