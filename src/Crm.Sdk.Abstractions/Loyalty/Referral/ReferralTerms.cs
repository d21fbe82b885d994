namespace Crm.Sdk.Loyalty;

/// <summary>What a referral brings to both sides and under which conditions (LO-2). Each referral keeps the terms of its claim.</summary>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record ReferralTerms
{
    /// <summary>The code of the wallet that gets the points.</summary>
    public string Wallet { get; init; } = PointsWallet.Main;

    /// <summary>What the referrer gets, in points; 0 for nothing.</summary>
    public long ReferrerPoints { get; init; } = 100;

    /// <summary>What the referred customer gets, in points; 0 for nothing.</summary>
    public long ReferredPoints { get; init; } = 100;

    /// <summary>After how many days of 24 hours from the purchase the return period is over; 0 to 3,660.</summary>
    public int ReturnDays { get; init; } = 30;

    /// <summary>What must stay of the first purchase, before tax; null for anything above 0.</summary>
    public Money? Minimum { get; init; }

    /// <summary>From how many claims on a day of the programme's zone the further ones are looked at by somebody; null for never.</summary>
    public int? ReviewFromPerDay { get; init; } = 5;

    /// <summary>From how many claims in a month of the programme's zone the further ones are looked at by somebody; null for never.</summary>
    public int? ReviewFromPerMonth { get; init; } = 20;

    internal void Check()
    {
        const string Where = "referral-terms";
        Require.Code(Wallet, $"{Where}.wallet");
        Require.InRange(ReferrerPoints, 0, 1_000_000_000, $"{Where}.referrer-points");
        Require.InRange(ReferredPoints, 0, 1_000_000_000, $"{Where}.referred-points");
        Require.InRange(ReturnDays, 0, 3_660, $"{Where}.return-days");
        Require.NotNegative(Minimum, $"{Where}.minimum");
        Require.InRange(ReviewFromPerDay, 1, 1_000_000, $"{Where}.review-from-per-day");
        Require.InRange(ReviewFromPerMonth, 1, 1_000_000, $"{Where}.review-from-per-month");
    }
}
