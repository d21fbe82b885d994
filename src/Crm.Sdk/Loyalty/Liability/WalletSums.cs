using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>The sums of one wallet while its transactions are read. Not thread-safe.</summary>
internal sealed class WalletSums(string programme, string wallet, DateTimeZone zone)
{
    /// <summary>The month of points that never lapse.</summary>
    public const int Never = int.MaxValue;

    public string Programme => programme;

    public string Wallet => wallet;

    public DateTimeZone Zone => zone;

    public Dictionary<int, (long Available, long Pending, long Held)> ByExpiry { get; } = [];

    public Dictionary<int, MonthSums> Months { get; } = [];

    /// <summary>What came into the lots of a month of earning at an age, less what was taken back; what was redeemed, and what lapsed.</summary>
    public Dictionary<(int Cohort, int Age), CohortSums> Cohorts { get; } = [];

    /// <summary>The entries of the members' side that are of no lot: debts, and balances below 0; 0 or below.</summary>
    public long WithoutLot { get; set; }

    public long Balances { get; set; }

    /// <summary>Whether an account has transactions after the instant.</summary>
    public bool HasLater { get; set; }

    public MonthSums Month(int month) => Months.TryGetValue(month, out MonthSums? sums) ? sums : Months[month] = new MonthSums();

    public CohortSums Cohort(int cohort, int age) => Cohorts.TryGetValue((cohort, age), out CohortSums? sums) ? sums : Cohorts[(cohort, age)] = new CohortSums();
}
