using System.Text.Json.Serialization;
using Crm.Sdk.Serialization;

namespace Crm.Sdk.Loyalty;

/// <summary>A loyalty programme, 忠诚度计划 (LO-1): its wallets and their rules, as data.</summary>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record LoyaltyProgramme
{
    /// <summary>The greatest length of codes, in UTF-16 units.</summary>
    public const int MaxCodeLength = 64;

    /// <summary>The greatest number of wallets.</summary>
    public const int MaxWallets = 32;

    /// <summary>The code of the programme that a posting means where it names none.</summary>
    public const string DefaultCode = "default";

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
    }
}
