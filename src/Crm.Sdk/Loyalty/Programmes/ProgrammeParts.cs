using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>Parts of a programme by name.</summary>
internal static class ProgrammeParts
{
    /// <summary>The wallet of a code.</summary>
    /// <exception cref="CrmException">CRM6400: there is none.</exception>
    public static PointsWallet WalletOf(this LoyaltyProgramme programme, string code) => programme.FindWallet(code)
        ?? throw new CrmException(LoyaltyErrorCodes.BadProgramme, $"Programme '{programme.Code}' has no wallet '{code}'; it has {string.Join(", ", programme.Wallets.Select(static wallet => $"'{wallet.Code}'"))}.");

    /// <summary>The zone whose days the programme counts.</summary>
    public static DateTimeZone Days(this LoyaltyProgramme programme) => DateTimeZoneProviders.Tzdb[programme.Zone];
}
