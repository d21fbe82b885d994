using System.Text.Json.Serialization;
using Crm.Sdk.Serialization;

namespace Crm.Sdk.Loyalty;

/// <summary>A tier of a ladder, 会员等级, with its benefits (LO-2).</summary>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record LoyaltyTier
{
    /// <summary>The greatest earning factor.</summary>
    public const decimal MaxFactor = 100;

    /// <summary>The greatest number of privileges.</summary>
    public const int MaxPrivileges = 100;

    /// <summary>Makes one with the defaults of its members.</summary>
    public LoyaltyTier()
    {
    }

    /// <summary>Makes one as JSON does: what is left out there has the default that is stated here, which generated readers forget of an initialiser.</summary>
    [JsonConstructor]
    internal LoyaltyTier(decimal earningFactor = 1m) => EarningFactor = earningFactor;

    /// <summary>Its code, unique within the ladder.</summary>
    public required string Code { get; init; }

    /// <summary>Its name in English.</summary>
    public string? TitleEn { get; init; }

    /// <summary>Its name in Chinese.</summary>
    public string? TitleZh { get; init; }

    /// <summary>From which measure on: points, units of the ladder's currency, orders or years; 0 in the lowest tier and above that of the tier before in the others. Null in a tier by invitation.</summary>
    public decimal? Minimum { get; init; }

    /// <summary>By what earned points are multiplied; 0 to <see cref="MaxFactor"/>, at most six digits after the point.</summary>
    public decimal EarningFactor { get; init; } = 1;

    /// <summary>The codes of the tier's privileges.</summary>
    [JsonConverter(typeof(ValueListConverter<string>))]
    public ValueList<string> Privileges { get; init; }

    /// <summary>Whether members are in it by invitation alone, 受邀等级.</summary>
    [JsonIgnore]
    public bool IsByInvitation => Minimum is null;

    /// <summary>The factor in millionths.</summary>
    internal long FactorMillionths => (long)(EarningFactor * 1_000_000);

    internal void Check(string where)
    {
        Require.Code(Code, where);
        Require.That(EarningFactor is >= 0 and <= MaxFactor && decimal.Round(EarningFactor, 6) == EarningFactor, $"{where}.earningFactor", $"{EarningFactor} is no factor; give 0 to {MaxFactor} with at most six digits after the point");
        Require.InRange(Privileges.Count, 0, MaxPrivileges, $"{where}.privileges");
        foreach (string privilege in Privileges)
        {
            Require.Code(privilege, $"{where}.privileges");
        }
    }
}
