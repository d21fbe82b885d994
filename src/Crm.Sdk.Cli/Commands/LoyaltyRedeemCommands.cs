using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Loyalty;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm loyalty redeem</c>: redemptions of rewards in their two steps.</summary>
internal sealed class LoyaltyRedeemCommands
{
    private readonly Argument<string> _id = new("ID") { Description = "The customer's external key or internal id" };
    private readonly Argument<string> _reward = new("REWARD") { Description = "The reward's code" };
    private readonly Argument<string> _key = new("KEY") { Description = "The redemption's key" };
    private readonly Option<string> _newKey = new("--key") { Description = "The redemption's key, once for ever, such as the order and what is redeemed for it", Required = true };
    private readonly Option<long?> _points = new("--points") { Description = "Money off: how many points are offered at most" };
    private readonly Option<string?> _total = new("--total") { Description = "Money off: the total, such as '99.90 CNY'" };
    private readonly Option<string?> _reference = new("--reference") { Description = "What it is for, such as an order's number" };
    private readonly Option<string?> _reason = new("--reason") { Description = "Why" };

    public Command Make(CommandFrame frame) => CommandFrame.Group(
        "redeem",
        "Rewards for points, in two steps: reserve, then confirm or cancel",
        frame.Make("reserve", "Set points and stock aside for a reward", ReserveAsync, _id, _reward, _newKey, _points, _total, _reference),
        frame.Make("confirm", "Redeem the points of a reservation, and give the reward", ConfirmAsync, _key),
        frame.Make("cancel", "Give points and stock back, before a redemption was confirmed or after", CancelAsync, _key, _reason),
        frame.Make("show", "Show a redemption", ShowAsync, _key),
        frame.MakeRows("list", "List a member's redemptions, the latest first", ListAsync, _id));

    private async Task<int> ReserveAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using LoyaltyDesk desk = await LoyaltyDesk.OpenAsync(call, cancellationToken).ConfigureAwait(false);
        CustomerId customer = await desk.CustomerAsync(call.Parse.GetRequiredValue(_id), cancellationToken).ConfigureAwait(false);
        var request = new RedemptionRequest(call.Parse.GetRequiredValue(_newKey), customer, call.Parse.GetRequiredValue(_reward))
        {
            Points = call.Parse.GetValue(_points), Total = LoyaltyAmounts.Amount(call.Parse.GetValue(_total), _total.Name), Reference = call.Parse.GetValue(_reference),
        };
        return await ShowAsync(desk, await desk.CommitAsync((session, token) => desk.Host.Get<RewardDesk>().ReserveAsync(session, request, token), cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
    }

    private Task<int> ConfirmAsync(CommandContext call, CancellationToken cancellationToken) =>
        StepAsync(call, static (desk, session, key, _, token) => desk.ConfirmAsync(session, key, token), cancellationToken);

    private Task<int> CancelAsync(CommandContext call, CancellationToken cancellationToken) =>
        StepAsync(call, static (desk, session, key, reason, token) => desk.CancelAsync(session, key, reason, token), cancellationToken);

    private async Task<int> StepAsync(CommandContext call, Func<RewardDesk, ICrmSession, string, string?, CancellationToken, Task<RewardRedemption>> step, CancellationToken cancellationToken)
    {
        await using LoyaltyDesk desk = await LoyaltyDesk.OpenAsync(call, cancellationToken).ConfigureAwait(false);
        string key = call.Parse.GetRequiredValue(_key);
        string? reason = call.Parse.GetValue(_reason);
        RewardRedemption after = await desk.CommitAsync((session, token) => step(desk.Host.Get<RewardDesk>(), session, key, reason, token), cancellationToken).ConfigureAwait(false);
        return await ShowAsync(desk, after, cancellationToken).ConfigureAwait(false);
    }

    private async Task<int> ShowAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using LoyaltyDesk desk = await LoyaltyDesk.OpenAsync(call, cancellationToken).ConfigureAwait(false);
        string key = call.Parse.GetRequiredValue(_key);
        RewardRedemption found = await desk.ReadAsync(session => session.FindAsync<RewardRedemption>(RewardRedemptionId.Of(key), cancellationToken)).ConfigureAwait(false) ?? throw new CallException($"There is no redemption '{key}'.");
        return await ShowAsync(desk, found, cancellationToken).ConfigureAwait(false);
    }

    private async Task<int> ListAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using LoyaltyDesk desk = await LoyaltyDesk.OpenAsync(call, cancellationToken).ConfigureAwait(false);
        CustomerId customer = await desk.CustomerAsync(call.Parse.GetRequiredValue(_id), cancellationToken).ConfigureAwait(false);
        IReadOnlyList<RewardRedemption> theirs = await desk.ReadAsync(session => desk.Host.Get<RewardDesk>().HistoryAsync(session, customer, cancellationToken)).ConfigureAwait(false);
        await desk.RowsAsync(
            "redemptions",
            ["key", "reward", "kind", "state", "points#", "value#", "reservedAt", "endedAt", "reference"],
            theirs.Select(one => (object?[])[one.Key, one.Reward, desk.Text("kind", one.Kind), desk.Text("state", one.State), one.Points, one.Value, one.ReservedAt, one.EndedAt, one.Reference]).ToAsyncEnumerable(),
            cancellationToken).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private static async Task<int> ShowAsync(LoyaltyDesk desk, RewardRedemption one, CancellationToken cancellationToken)
    {
        Coupon? coupon = one.Coupon is { } id ? await desk.ReadAsync(session => session.FindAsync<Coupon>(id, cancellationToken)).ConfigureAwait(false) : null;
        await desk.ShowAsync(
            "redemption",
            ["key", "customer", "reward", "kind", "state", "points#", "value#", "total#", "reservedAt", "until", "confirmedAt", "endedAt", "coupon", "reference", "reason"],
            one.Key, await desk.KeyAsync(one.Customer, cancellationToken).ConfigureAwait(false), one.Reward, desk.Text("kind", one.Kind), desk.Text("state", one.State), one.Points, one.Value, one.Total, one.ReservedAt, one.Until,
            one.ConfirmedAt, one.EndedAt, coupon?.Code, one.Reference, one.Reason).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
