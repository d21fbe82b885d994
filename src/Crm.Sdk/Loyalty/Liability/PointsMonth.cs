using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>The points of a wallet in a month of the programme's zone: opening + issued − redeemed − expired + adjusted + transferred = closing.</summary>
/// <param name="Month">The month.</param>
/// <param name="Opening">What members had, less what they owed, when it began.</param>
/// <param name="Issued">What was issued, less what was taken back.</param>
/// <param name="Redeemed">What was redeemed, less what was given back.</param>
/// <param name="Expired">What lapsed, less what of it was counted as taken back.</param>
/// <param name="Adjusted">What corrections by hand added, less what they took.</param>
/// <param name="Transferred">What came from other members less what went to them; 0 where both sides are in the wallet.</param>
/// <param name="Closing">What members had, less what they owed, when it ended: the entries of the members' side.</param>
/// <remarks>The five in the middle are the entries of the programme's side, so that the two sides of the ledger are held against each other. Immutable; thread-safe.</remarks>
public sealed record PointsMonth(YearMonth Month, long Opening, long Issued, long Redeemed, long Expired, long Adjusted, long Transferred, long Closing)
{
    /// <summary>By how much the two sides differ; 0 in a ledger that balances.</summary>
    public long Difference => checked(Opening + Issued - Redeemed - Expired + Adjusted + Transferred - Closing);
}
