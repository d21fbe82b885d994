using System.CommandLine;
using System.Globalization;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Loyalty;

namespace Crm.Sdk.Cli.Commands;

/// <summary>The options that say what a coupon gives.</summary>
internal sealed class CouponTermsOptions
{
    private readonly Option<string?> _off = new("--off") { Description = "The amount that the coupon takes off, such as '20 CNY'" };
    private readonly Option<string?> _share = new("--share") { Description = "The share that it takes off instead, such as 0.1" };
    private readonly Option<string?> _minimum = new("--minimum") { Description = "The total from which on it can be used" };
    private readonly Option<int> _uses = new("--uses") { Description = "How often it can be used", DefaultValueFactory = static _ => 1 };
    private readonly Option<int?> _days = new("--days") { Description = "For how many days it can be used [default: for ever]" };
    private readonly Option<bool> _bearer = new("--bearer") { Description = "Whoever has the code may use it" };

    public IEnumerable<Option> All => [_off, _share, _minimum, _uses, _days, _bearer];

    /// <summary>The terms, or null where the call gives none.</summary>
    public CouponTerms? Read(CommandContext call) => call.Parse.GetValue(_off) is null && call.Parse.GetValue(_share) is null ? null : new CouponTerms
    {
        Off = LoyaltyAmounts.Amount(call.Parse.GetValue(_off), _off.Name),
        ShareMillionths = Share(call.Parse.GetValue(_share)),
        Minimum = LoyaltyAmounts.Amount(call.Parse.GetValue(_minimum), _minimum.Name),
        Uses = call.Parse.GetRequiredValue(_uses),
        Days = call.Parse.GetValue(_days),
        IsBound = !call.Parse.GetValue(_bearer),
    };

    private int? Share(string? text) => text is null ? null
        : decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal share) && share is > 0 and <= 1 && share * 1_000_000 == decimal.Truncate(share * 1_000_000)
            ? (int)(share * 1_000_000)
            : throw new CallException($"{_share.Name}: '{text}' is no share; give a number above 0 and up to 1, with six decimals at most, such as 0.1.");
}
