namespace Crm.Sdk.Transactions;

/// <summary>What a customer prefers, told from its sales: categories, price level, response to promotions, channel, time of buying (TX-3). The first of each list is the most favoured.</summary>
/// <remarks>Cancelled orders and returns count for nothing. Amounts are in the reporting currency. Immutable and thread-safe.</remarks>
public sealed record CustomerPreferences
{
    /// <summary>Whose; of merged customers, the survivor.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>The instant that the answer is for.</summary>
    public required AsOf AsOf { get; init; }

    /// <summary>How many sales it comes from.</summary>
    public required long Orders { get; init; }

    /// <summary>What they brought, net.</summary>
    public required Money Spend { get; init; }

    /// <summary>Sales without a rate to the reporting currency: they count, with the amount 0.</summary>
    public required long AmountsUnknown { get; init; }

    /// <summary>Categories, by spend. Products without a category are in none.</summary>
    public required ValueList<Preference> Categories { get; init; }

    /// <summary>Channels, by orders. Orders that name none are in none.</summary>
    public required ValueList<Preference> Channels { get; init; }

    /// <summary>Days of the week, by orders.</summary>
    public required ValueList<Preference> Weekdays { get; init; }

    /// <summary>
    /// Parts of the day, by orders: <c>night</c> until 6 o'clock, <c>morning</c> until 12, <c>afternoon</c> until 18, <c>evening</c>. Orders at the very start of a local day are taken to be dates without a
    /// time and are in none.
    /// </summary>
    public required ValueList<Preference> DayParts { get; init; }

    /// <summary>How dear the chosen products are; null where prices say nothing.</summary>
    public PriceLevelPreference? PriceLevel { get; init; }

    /// <summary>The response to promotions; null without orders.</summary>
    public PromotionResponse? Promotions { get; init; }
}
