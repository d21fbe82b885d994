using System.Text.Json.Serialization;
using Crm.Sdk.Serialization;
using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>The tiers of a programme and how members come into them and out of them, 等级阶梯, as data (LO-2).</summary>
/// <remarks>
/// <para>A member moves up at once, and down only at a review: on the first day after the tier's end and the grace. The order of tiers is their rank. Tiers by invitation may stand anywhere; in which tier a member is, is the higher
/// one of the reached and the invited.</para>
/// <para>Immutable; thread-safe.</para>
/// </remarks>
public sealed record TierLadder
{
    /// <summary>The greatest number of tiers.</summary>
    public const int MaxTiers = 32;

    /// <summary>Makes one with the defaults of its members.</summary>
    public TierLadder()
    {
    }

    /// <summary>Makes one as JSON does: what is left out there has the default that is stated here, which generated readers forget of an initialiser.</summary>
    [JsonConstructor]
    internal TierLadder(string wallet = PointsWallet.Main, int months = 12, int periods = 1) => (Wallet, Months, Periods) = (wallet, months, periods);

    /// <summary>By what tiers are reached.</summary>
    public TierMeasure Measure { get; init; }

    /// <summary>The wallet whose points count; of <see cref="TierMeasure.Points"/>.</summary>
    public string Wallet { get; init; } = PointsWallet.Main;

    /// <summary>The currency that counts; of <see cref="TierMeasure.Spend"/> only. Orders in another one count for nothing.</summary>
    public string? Currency { get; init; }

    /// <summary>Over what time the measure counts; not asked of years.</summary>
    public TierWindow Window { get; init; }

    /// <summary>How long a rolling window and a period are, in months; 1 to 120, and of <see cref="TierAnchor.CalendarYear"/> 1, 2, 3, 4, 6 or 12.</summary>
    public int Months { get; init; } = 12;

    /// <summary>From where periods are counted.</summary>
    public TierAnchor Anchor { get; init; }

    /// <summary>At the end of which period a tier ends, counted from the one in which it was reached; 1, the default, is the same. At most 10.</summary>
    public int Periods { get; init; } = 1;

    /// <summary>For how many days after its end a tier is kept before it is reviewed; 0 to 366. What comes in them counts for the tier that ended too.</summary>
    public int GraceDays { get; init; }

    /// <summary>What a review does with a measure that is too low.</summary>
    public TierDowngrade Downgrade { get; init; }

    /// <summary>The tiers, the lowest first.</summary>
    [JsonConverter(typeof(ValueListConverter<LoyaltyTier>))]
    public required ValueList<LoyaltyTier> Tiers { get; init; }

    /// <summary>The tier of a code, or null.</summary>
    public LoyaltyTier? Find(string? code) => Tiers.FirstOrDefault(tier => tier.Code == code);

    /// <summary>The rank of a tier: its place among the tiers; -1 where there is none of that code.</summary>
    public int RankOf(string? code) => Find(code) is { } tier ? Tiers.Items.IndexOf(tier) : -1;

    /// <summary>The first day of the period that a day lies in.</summary>
    /// <param name="day">The day.</param>
    /// <param name="joined">The day of the enrolment.</param>
    /// <param name="since">The day on which the tier was reached.</param>
    public LocalDate PeriodStart(LocalDate day, LocalDate joined, LocalDate since) => Anchor switch
    {
        TierAnchor.CalendarYear => new LocalDate(day.Year, ((day.Month - 1) / Months * Months) + 1, 1),
        TierAnchor.Membership => StartFrom(joined, day),
        _ => StartFrom(since, day),
    };

    /// <summary>The last day of a tier.</summary>
    /// <param name="day">The day on which it was reached or renewed.</param>
    /// <param name="joined">The day of the enrolment.</param>
    /// <param name="since">The day on which it was reached.</param>
    public LocalDate EndOf(LocalDate day, LocalDate joined, LocalDate since)
    {
        LocalDate anchor = Anchor switch { TierAnchor.CalendarYear => new LocalDate(day.Year, 1, 1), TierAnchor.Membership => joined, _ => since };
        return anchor.PlusMonths((PeriodsBetween(anchor, PeriodStart(day, joined, since)) + Periods) * Months).PlusDays(-1);
    }

    internal void Check(LoyaltyProgramme programme)
    {
        const string Where = "loyalty-programme.tiers";
        Require.Defined((TierMeasure?)Measure, $"{Where}.measure");
        Require.Defined((TierWindow?)Window, $"{Where}.window");
        Require.Defined((TierAnchor?)Anchor, $"{Where}.anchor");
        Require.Defined((TierDowngrade?)Downgrade, $"{Where}.downgrade");
        Require.InRange(Months, 1, 120, $"{Where}.months");
        Require.InRange(Periods, 1, 10, $"{Where}.periods");
        Require.InRange(GraceDays, 0, 366, $"{Where}.graceDays");
        Require.InRange(Tiers.Count, 1, MaxTiers, Where);
        Require.That(Anchor != TierAnchor.CalendarYear || 12 % Months == 0, $"{Where}.months", $"{Months} months do not divide a year; give 1, 2, 3, 4, 6 or 12");
        Require.That(Measure != TierMeasure.Points || programme.FindWallet(Wallet) is not null, $"{Where}.wallet", $"the programme has no wallet '{Wallet}'");
        Require.That(Measure == TierMeasure.Spend == Currency is not null, $"{Where}.currency", "what is measured by spend, and nothing else, has a currency");
        if (Currency is { } code)
        {
            _ = Sdk.Currency.Parse(code);
        }

        Require.That(Tiers[0].Minimum == 0, Where, "the lowest tier is reached by all: its minimum is 0");
        decimal below = -1;
        foreach (LoyaltyTier tier in Tiers)
        {
            tier.Check($"{Where}['{tier.Code}']");
            Require.That(Tiers.Count(other => other.Code == tier.Code) == 1, Where, $"tier '{tier.Code}' stands twice");
            Require.That(tier.Minimum is null || tier.Minimum > below, $"{Where}['{tier.Code}'].minimum", $"{tier.Minimum} is not above that of the tier before, {below}");
            below = tier.Minimum ?? below;
            if (tier.Minimum is { } minimum)
            {
                _ = Units(minimum);
            }
        }
    }

    /// <summary>A minimum in the units that are counted: points, minor units of the currency, orders, years.</summary>
    internal long Units(decimal minimum)
    {
        if (Measure == TierMeasure.Spend)
        {
            return Money.Of(minimum, Sdk.Currency.Parse(Currency!)).MinorUnits;
        }

        Require.That(minimum >= 0 && minimum <= long.MaxValue && decimal.Truncate(minimum) == minimum, "loyalty-programme.tiers.minimum", $"{minimum} is no whole number");
        return (long)minimum;
    }

    private LocalDate StartFrom(LocalDate anchor, LocalDate day) => anchor.PlusMonths(PeriodsBetween(anchor, day) * Months);

    /// <summary>How many full periods lie between the anchor and a day.</summary>
    private int PeriodsBetween(LocalDate anchor, LocalDate day)
    {
        int periods = Math.Max(0, (((day.Year - anchor.Year) * 12) + day.Month - anchor.Month) / Months);
        while (periods > 0 && anchor.PlusMonths(periods * Months) > day)
        {
            periods--;
        }

        return periods;
    }
}
