using Crm.Sdk.Loyalty;

namespace Crm.Sdk.Hosting;

/// <summary>The terms of referrals that are claimed from now on: the section <c>Crm:Referral</c>. See <see cref="ReferralTerms"/> for what each means.</summary>
/// <remarks>Read when the first referral is asked for.</remarks>
public sealed class ReferralOptions
{
    /// <summary>The section's name: <c>Crm:Referral</c>.</summary>
    public const string Section = "Crm:Referral";

    private static readonly ReferralTerms Default = new();

    /// <summary>The code of the wallet that gets the points.</summary>
    public string Wallet { get; set; } = Default.Wallet;

    /// <summary>What the referrer gets, in points.</summary>
    public long ReferrerPoints { get; set; } = Default.ReferrerPoints;

    /// <summary>What the referred customer gets, in points.</summary>
    public long ReferredPoints { get; set; } = Default.ReferredPoints;

    /// <summary>After how many days the return period is over.</summary>
    public int ReturnDays { get; set; } = Default.ReturnDays;

    /// <summary>What must stay of the first purchase, before tax, in units of <see cref="Currency"/>; null for anything above 0.</summary>
    public decimal? Minimum { get; set; }

    /// <summary>The currency of <see cref="Minimum"/>, an ISO 4217 code; needed with it.</summary>
    public string? Currency { get; set; }

    /// <summary>From how many claims of a referrer on a day the further ones are looked at; null for never.</summary>
    public int? ReviewFromPerDay { get; set; } = Default.ReviewFromPerDay;

    /// <summary>From how many claims of a referrer in a month the further ones are looked at; null for never.</summary>
    public int? ReviewFromPerMonth { get; set; } = Default.ReviewFromPerMonth;

    /// <summary>The terms.</summary>
    /// <exception cref="CrmException">CRM1010 or CRM1011: the minimum is no amount of its currency.</exception>
    public ReferralTerms ToTerms() => new()
    {
        Wallet = Wallet,
        ReferrerPoints = ReferrerPoints,
        ReferredPoints = ReferredPoints,
        ReturnDays = ReturnDays,
        Minimum = Minimum is { } least ? Money.Of(least, Currency ?? string.Empty) : null,
        ReviewFromPerDay = ReviewFromPerDay,
        ReviewFromPerMonth = ReviewFromPerMonth,
    };
}
