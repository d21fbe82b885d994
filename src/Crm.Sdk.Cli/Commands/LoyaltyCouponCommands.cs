using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Loyalty;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm loyalty coupon</c>: coupons are made, used for orders, and returned.</summary>
internal sealed class LoyaltyCouponCommands
{
    private readonly Argument<string> _code = new("CODE") { Description = "The coupon's code, as it was typed" };
    private readonly Argument<string> _key = new("KEY") { Description = "The key of the use" };
    private readonly Option<string> _newKey = new("--key") { Description = "The key, once for ever: of a use the order's number", Required = true };
    private readonly Option<string?> _customer = new("--customer") { Description = "Whose it is: the customer's external key or internal id" };
    private readonly Option<string> _user = new("--customer") { Description = "Who uses it: the customer's external key or internal id", Required = true };
    private readonly Option<string> _total = new("--total") { Description = "The order's total, such as '99.90 CNY'", Required = true };
    private readonly CouponTermsOptions _terms = new();

    public Command Make(CommandFrame frame) => CommandFrame.Group(
        "coupon",
        "Coupons: codes that cannot be guessed and take something off an order, as often as each allows",
        frame.Make("issue", "Make a coupon for a customer, or with --bearer for whoever has its code", IssueAsync, [_newKey, _customer, .. _terms.All]),
        frame.Make("show", "Show a coupon", ShowAsync, _code),
        frame.Make("use", "Use a coupon for an order", UseAsync, _code, _newKey, _user, _total),
        frame.Make("return", "Return a use since its order was cancelled", ReturnAsync, _key));

    private async Task<int> IssueAsync(CommandContext call, CancellationToken cancellationToken)
    {
        CouponTerms terms = _terms.Read(call) ?? throw new CallException("Say what the coupon takes off: --off or --share.");
        await using LoyaltyDesk desk = await LoyaltyDesk.OpenAsync(call, cancellationToken).ConfigureAwait(false);
        CustomerId? customer = call.Parse.GetValue(_customer) is { } id ? await desk.CustomerAsync(id, cancellationToken).ConfigureAwait(false) : null;
        if (terms.IsBound == customer is null)
        {
            throw new CallException("Give --customer, or --bearer for whoever has the code, and not both.");
        }

        string key = call.Parse.GetRequiredValue(_newKey);
        return await ShowAsync(desk, await desk.CommitAsync((session, token) => desk.Host.Get<CouponDesk>().IssueAsync(session, key, terms, customer, token), cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
    }

    private async Task<int> ShowAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using LoyaltyDesk desk = await LoyaltyDesk.OpenAsync(call, cancellationToken).ConfigureAwait(false);
        return await ShowAsync(desk, await desk.ReadAsync(session => CouponDesk.GetAsync(session, call.Parse.GetRequiredValue(_code), cancellationToken)).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
    }

    private async Task<int> UseAsync(CommandContext call, CancellationToken cancellationToken)
    {
        Money total = LoyaltyAmounts.Amount(call.Parse.GetRequiredValue(_total), _total.Name)!.Value;
        await using LoyaltyDesk desk = await LoyaltyDesk.OpenAsync(call, cancellationToken).ConfigureAwait(false);
        CustomerId customer = await desk.CustomerAsync(call.Parse.GetRequiredValue(_user), cancellationToken).ConfigureAwait(false);
        (string code, string key) = (call.Parse.GetRequiredValue(_code), call.Parse.GetRequiredValue(_newKey));
        return await ShowAsync(desk, await desk.CommitAsync((session, token) => desk.Host.Get<CouponDesk>().UseAsync(session, code, key, customer, total, token), cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
    }

    private async Task<int> ReturnAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using LoyaltyDesk desk = await LoyaltyDesk.OpenAsync(call, cancellationToken).ConfigureAwait(false);
        string key = call.Parse.GetRequiredValue(_key);
        return await ShowAsync(desk, await desk.CommitAsync((session, token) => desk.Host.Get<CouponDesk>().ReturnAsync(session, key, token), cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
    }

    private static async Task<int> ShowAsync(LoyaltyDesk desk, CouponUse use)
    {
        await desk.ShowAsync("couponUse", ["key", "total#", "discount#", "at", "returnedAt"], use.Key, use.Total, use.Discount, use.At, use.ReturnedAt).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private static async Task<int> ShowAsync(LoyaltyDesk desk, Coupon coupon, CancellationToken cancellationToken)
    {
        await desk.ShowAsync(
            "coupon",
            ["code", "customer", "off#", "share#", "minimum#", "uses#", "used#", "from", "until", "voidedAt"],
            coupon.Code, await desk.KeyAsync(coupon.Customer, cancellationToken).ConfigureAwait(false), coupon.Terms.Off, coupon.Terms.ShareMillionths / 1_000_000m, coupon.Terms.Minimum, coupon.Terms.Uses, coupon.Used, coupon.From,
            coupon.Until, coupon.VoidedAt).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
