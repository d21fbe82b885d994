using System.Text.Json.Serialization;
using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>A kind of points of a programme, 积分钱包, with rules of its own: such as points to spend beside points that count for the tier.</summary>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record PointsWallet
{
    /// <summary>The wallet that a posting means where it names none.</summary>
    public const string Main = "points";

    /// <summary>Makes one with the defaults of its members.</summary>
    public PointsWallet()
    {
    }

    /// <summary>Makes one as JSON does: what is left out there has the default that is stated here, which generated readers forget of an initialiser.</summary>
    [JsonConstructor]
    internal PointsWallet(int graceDays = 30, int? holdMinutes = 30, bool isTransferable = true) => (GraceDays, HoldMinutes, IsTransferable) = (graceDays, holdMinutes, isTransferable);

    /// <summary>Its code, unique within the programme.</summary>
    public required string Code { get; init; }

    /// <summary>Its name in English.</summary>
    public string? TitleEn { get; init; }

    /// <summary>Its name in Chinese.</summary>
    public string? TitleZh { get; init; }

    /// <summary>How long points live; null where they never lapse.</summary>
    public PointsExpiry? Expiry { get; init; }

    /// <summary>After how many days earned points become spendable; 0, the default, at once. At most 366.</summary>
    public int PendingDays { get; init; }

    /// <summary>What happens when points are taken back that were spent.</summary>
    public ReturnPolicy Returns { get; init; }

    /// <summary>How many days points live that come back after their lot has lapsed, the day itself not counted; 0 to 366, 30 by default.</summary>
    public int GraceDays { get; init; } = 30;

    /// <summary>How many minutes a hold stands that names no end; null for until it is captured or released. At least 1.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)] // left out it is 30
    public int? HoldMinutes { get; init; } = 30;

    /// <summary>Whether members may pass points on.</summary>
    public bool IsTransferable { get; init; } = true;

    /// <summary>The code of the order in which points are used, brought by a plugin (<see cref="IPointsUseOrder"/>); null, the default, for those first that lapse soonest, then the oldest.</summary>
    public string? UseOrder { get; init; }

    /// <summary>When points earned at an instant become spendable; null for at once.</summary>
    internal Instant? MaturesAt(Instant earned) => PendingDays == 0 ? null : earned + Duration.FromDays(PendingDays);

    internal void Check()
    {
        string where = $"loyalty-programme.wallets['{Code}']";
        Require.Code(Code, where);
        Require.InRange(PendingDays, 0, 366, $"{where}.pendingDays");
        Require.InRange(GraceDays, 0, 366, $"{where}.graceDays");
        Require.InRange(HoldMinutes, 1, 1_000_000, $"{where}.holdMinutes");
        Require.Defined((ReturnPolicy?)Returns, $"{where}.returns");
        Expiry?.Check($"{where}.expiry");
        if (UseOrder is not null)
        {
            Require.Code(UseOrder, $"{where}.useOrder");
        }
    }
}
