using System.Text.Json.Serialization;
using Crm.Sdk.Serialization;

namespace Crm.Sdk.Loyalty;

/// <summary>A loyalty programme, 忠诚度计划 (LO-1): its wallets, earning rules and tiers, as data.</summary>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record LoyaltyProgramme
{
    /// <summary>The greatest length of codes, in UTF-16 units.</summary>
    public const int MaxCodeLength = 64;

    /// <summary>The greatest number of wallets.</summary>
    public const int MaxWallets = 32;

    /// <summary>The greatest number of earning rules.</summary>
    public const int MaxRules = 200;

    /// <summary>The code of the programme that a posting means where it names none.</summary>
    public const string DefaultCode = "default";

    /// <summary>Makes one with the defaults of its members.</summary>
    public LoyaltyProgramme()
    {
    }

    /// <summary>Makes one as JSON does: what is left out there has the default that is stated here, which generated readers forget of an initialiser.</summary>
    [JsonConstructor]
    internal LoyaltyProgramme(string zone = "UTC") => Zone = zone;

    /// <summary>The programme that there is before one was saved: one wallet, points that never lapse, days of UTC.</summary>
    public static LoyaltyProgramme Default { get; } = new() { Code = DefaultCode, Wallets = [new PointsWallet { Code = PointsWallet.Main }] };

    /// <summary>Its code, unique within the tenant.</summary>
    public required string Code { get; init; }

    /// <summary>Its name in English.</summary>
    public string? TitleEn { get; init; }

    /// <summary>Its name in Chinese.</summary>
    public string? TitleZh { get; init; }

    /// <summary>The zone of the IANA database whose days it counts.</summary>
    public string Zone { get; init; } = "UTC";

    /// <summary>The wallets; one at least.</summary>
    [JsonConverter(typeof(ValueListConverter<PointsWallet>))]
    public required ValueList<PointsWallet> Wallets { get; init; }

    /// <summary>How customers become members; by their first order where nothing else is said.</summary>
    public LoyaltyEnrolment Enrolment { get; init; }

    /// <summary>For how many days before an enrolment by request orders earn too; 0 to 366.</summary>
    public int BackdatedDays { get; init; }

    /// <summary>The rules by which members earn; without any, points come by hand and from the host alone.</summary>
    [JsonConverter(typeof(ValueListConverter<EarningRule>))]
    public ValueList<EarningRule> Earning { get; init; }

    /// <summary>The tiers; null where there are none.</summary>
    public TierLadder? Tiers { get; init; }

    /// <summary>The wallet of a code, or null.</summary>
    public PointsWallet? FindWallet(string code) => Wallets.FirstOrDefault(wallet => wallet.Code == code);

    /// <summary>Refuses a programme that does not hold.</summary>
    /// <exception cref="CrmException">CRM1030: a value is out of its range, or two wallets have one code. CRM1020: the zone is unknown.</exception>
    public void Check()
    {
        Require.Code(Code, "loyalty-programme.code");
        Require.Zone(Zone, "loyalty-programme.zone");
        Require.InRange(Wallets.Count, 1, MaxWallets, "loyalty-programme.wallets");
        var codes = new HashSet<string>(StringComparer.Ordinal);
        foreach (PointsWallet wallet in Wallets)
        {
            wallet.Check();
            Require.That(codes.Add(wallet.Code), "loyalty-programme.wallets", $"wallet '{wallet.Code}' stands twice");
        }

        Require.Defined((LoyaltyEnrolment?)Enrolment, "loyalty-programme.enrolment");
        Require.InRange(BackdatedDays, 0, 366, "loyalty-programme.backdatedDays");
        Require.InRange(Earning.Count, 0, MaxRules, "loyalty-programme.earning");
        foreach (EarningRule rule in Earning)
        {
            rule.Check(this);
            Require.That(Earning.Count(other => other.Code == rule.Code) == 1, "loyalty-programme.earning", $"rule '{rule.Code}' stands twice");
        }

        Tiers?.Check(this);
    }
}
