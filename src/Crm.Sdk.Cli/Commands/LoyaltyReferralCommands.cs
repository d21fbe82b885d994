using System.CommandLine;
using System.Runtime.CompilerServices;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Loyalty;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm loyalty referral</c>: codes, claims, and what becomes of them (LO-2).</summary>
internal sealed class LoyaltyReferralCommands
{
    private readonly Argument<string> _id = new("ID") { Description = "The customer's external key or internal id" };
    private readonly Argument<string> _code = new("CODE") { Description = "The referrer's code, as it was typed" };
    private readonly Option<string> _programme = new("--programme") { Description = "The programme's code", DefaultValueFactory = static _ => LoyaltyProgramme.DefaultCode };
    private readonly Option<bool> _reject = new("--reject") { Description = "Reject it for good; it is let pass otherwise" };
    private readonly Option<string> _state = new Option<string>("--state") { Description = "Those that wait for what: claimed for a purchase, review for somebody, pending for the end of the return period", DefaultValueFactory = static _ => "review" }
        .AcceptOnlyFromAmong("claimed", "review", "pending");

    private readonly Option<string> _note = new("--note") { Description = "Why", Required = true };

    public Command Make(CommandFrame frame) => CommandFrame.Group(
        "referral",
        "Referrals: one claim a customer, rewarded for the first purchase once its return period is over",
        frame.Make("code", "Show a member's code, made where there is none yet", CodeAsync, _id, _programme),
        frame.Make("claim", "Say that a customer was referred by whose code it is", ClaimAsync, _code, _id),
        frame.Make("settle", "Bring a referral to what its customer's orders say by now, and show it", SettleAsync, _id, _programme),
        frame.MakeRows("list", "List the referrals that wait, such as for a review", ListAsync, _state),
        frame.Make("decide", "Let a referral pass that waits for a review, or reject it", DecideAsync, _id, _programme, _reject, _note));

    private async Task<int> CodeAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using LoyaltyDesk desk = await LoyaltyDesk.OpenAsync(call, cancellationToken).ConfigureAwait(false);
        (string id, string programme) = (call.Parse.GetRequiredValue(_id), call.Parse.GetRequiredValue(_programme));
        CustomerId customer = await desk.CustomerAsync(id, cancellationToken).ConfigureAwait(false);
        ReferralCode code = await desk.CommitAsync((session, token) => desk.Host.Get<ReferralDesk>().CodeAsync(session, customer, programme, token), cancellationToken).ConfigureAwait(false);
        await desk.ShowAsync("referralCode", ["customer", "programme", "code", "claims#"], id, code.Programme, code.Code, code.Claims).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private async Task<int> ClaimAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using LoyaltyDesk desk = await LoyaltyDesk.OpenAsync(call, cancellationToken).ConfigureAwait(false);
        CustomerId customer = await desk.CustomerAsync(call.Parse.GetRequiredValue(_id), cancellationToken).ConfigureAwait(false);
        string code = call.Parse.GetRequiredValue(_code);
        return await ShowAsync(call, desk, await desk.CommitAsync((session, token) => desk.Host.Get<ReferralDesk>().ClaimAsync(session, code, customer, token), cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
    }

    private async Task<int> SettleAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using LoyaltyDesk desk = await LoyaltyDesk.OpenAsync(call, cancellationToken).ConfigureAwait(false);
        (string id, string programme) = (call.Parse.GetRequiredValue(_id), call.Parse.GetRequiredValue(_programme));
        CustomerId customer = await desk.CustomerAsync(id, cancellationToken).ConfigureAwait(false);
        Referral? referral = await desk.CommitAsync((session, token) => desk.Host.Get<ReferralDesk>().SettleAsync(session, customer, programme, token), cancellationToken).ConfigureAwait(false);
        return await ShowAsync(call, desk, referral ?? throw new CallException($"Customer '{id}' was not referred to programme '{programme}'."), cancellationToken).ConfigureAwait(false);
    }

    private async Task<int> DecideAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using LoyaltyDesk desk = await LoyaltyDesk.OpenAsync(call, cancellationToken).ConfigureAwait(false);
        (string programme, string note, bool passes) = (call.Parse.GetRequiredValue(_programme), call.Parse.GetRequiredValue(_note), !call.Parse.GetValue(_reject));
        CustomerId customer = await desk.CustomerAsync(call.Parse.GetRequiredValue(_id), cancellationToken).ConfigureAwait(false);
        Referral referral = await desk.CommitAsync((session, token) => desk.Host.Get<ReferralDesk>().DecideAsync(session, customer, programme, passes, note, token), cancellationToken).ConfigureAwait(false);
        return await ShowAsync(call, desk, referral, cancellationToken).ConfigureAwait(false);
    }

    private async Task<int> ListAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using LoyaltyDesk desk = await LoyaltyDesk.OpenAsync(call, cancellationToken).ConfigureAwait(false);
        ReferralState state = call.Parse.GetRequiredValue(_state) switch { "claimed" => ReferralState.Claimed, "pending" => ReferralState.Pending, _ => ReferralState.Review };
        await desk.RowsAsync("referrals", ["customer", "referrer", "programme", "state", "flag", "claimedAt", "dueAt"], RowsAsync(call, desk, state, cancellationToken), cancellationToken).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private static async IAsyncEnumerable<object?[]> RowsAsync(CommandContext call, LoyaltyDesk desk, ReferralState state, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var query = new CrmQuery<Referral> { Where = Condition.Equal(ReferralModel.OpenState, FieldValue.Of((long)state)), Limit = 500 };
        while (true)
        {
            CrmPage<Referral> page = await desk.ReadAsync(session => session.QueryAsync(query, cancellationToken)).ConfigureAwait(false);
            IReadOnlyList<string> keys = await CustomerLookup.KeysAsync(desk.Host, call.Settings.Scope, page.Items.SelectMany(static one => new[] { one.Referred, one.Referrer }), cancellationToken).ConfigureAwait(false);
            for (int i = 0; i < page.Items.Count; i++)
            {
                Referral one = page.Items[i];
                yield return [keys[2 * i], keys[(2 * i) + 1], one.Programme, desk.Text("state", one.State), desk.Text(ReferralReasons.List, one.Flag), one.ClaimedAt, one.DueAt];
            }

            if (page.Next is null)
            {
                yield break;
            }

            query = query with { After = page.Next };
        }
    }

    private static async Task<int> ShowAsync(CommandContext call, LoyaltyDesk desk, Referral one, CancellationToken cancellationToken)
    {
        await call.Output.FlatAsync(
            desk.Titles.Record(
                "referral",
                ["customer", "referrer", "programme", "state", "flag", "claimedAt", "dueAt", "referrerPoints#", "referredPoints#"],
                [
                    await desk.KeyAsync(one.Referred, cancellationToken).ConfigureAwait(false), await desk.KeyAsync(one.Referrer, cancellationToken).ConfigureAwait(false), one.Programme, desk.Text("state", one.State),
                    desk.Text(ReferralReasons.List, one.Flag), one.ClaimedAt, one.DueAt, one.Terms.ReferrerPoints, one.Terms.ReferredPoints,
                ]),
            desk.Titles.Rows("steps", ["at", "state", "reason", "note"], one.Steps.Select(step => (object?[])[step.At, desk.Text("state", step.State), desk.Text(ReferralReasons.List, step.Reason), step.Note]))).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
