using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Loyalty;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm loyalty privilege</c>: member privileges as entitlements used and counted (LO-6).</summary>
internal sealed class LoyaltyPrivilegeCommands
{
    private readonly Argument<string> _id = new("ID") { Description = "The customer's external key or internal id" };
    private readonly Argument<string> _privilege = new("PRIVILEGE") { Description = "The privilege's code, such as lounge" };
    private readonly Argument<string> _key = new("KEY") { Description = "The key of the use" };
    private readonly Option<string> _newKey = new("--key") { Description = "The key, once for ever", Required = true };
    private readonly Option<int?> _times = new("--times") { Description = "How often it may be used [default: any number of times]" };
    private readonly Option<int?> _days = new("--days") { Description = "For how many days from now [default: for ever]" };
    private readonly Option<string> _source = new("--source") { Description = $"Where it comes from: {string.Join(", ", EntitlementSources.List.Members.Select(static member => member.Code))}, or another code", DefaultValueFactory = static _ => EntitlementSources.Hand };
    private readonly Option<string?> _note = new("--note") { Description = "Where or what for" };

    public Command Make(CommandFrame frame) => CommandFrame.Group(
        "privilege",
        "Member privileges: granted, used and counted",
        frame.Make("grant", "Grant a privilege to a member", GrantAsync, _id, _privilege, _newKey, _times, _days, _source),
        frame.Make("use", "Use a privilege once", UseAsync, _id, _privilege, _newKey, _note),
        frame.Make("take-back", "Take a use back that did not come about", TakeBackAsync, _key),
        frame.MakeRows("show", "List a member's privileges with what is used and left", ShowAsync, _id),
        frame.MakeRows("usage", "Show how much of what was granted is used, by privilege", UsageAsync));

    private async Task<int> GrantAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using LoyaltyDesk desk = await LoyaltyDesk.OpenAsync(call, cancellationToken).ConfigureAwait(false);
        string id = call.Parse.GetRequiredValue(_id), key = call.Parse.GetRequiredValue(_newKey), source = call.Parse.GetRequiredValue(_source);
        CustomerId customer = await desk.CustomerAsync(id, cancellationToken).ConfigureAwait(false);
        var terms = new PrivilegeTerms(call.Parse.GetRequiredValue(_privilege), call.Parse.GetValue(_times), call.Parse.GetValue(_days));
        Entitlement granted = await desk.CommitAsync((session, token) => desk.Host.Get<EntitlementDesk>().GrantAsync(session, key, customer, terms, source, null, token), cancellationToken).ConfigureAwait(false);
        await desk.ShowAsync(
            "privilege", ["key", "customer", "privilege", "source", "count#", "from", "until"], granted.Key, id, granted.Privilege, desk.Text(EntitlementSources.List, granted.Source), granted.Count, granted.From, granted.Until).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private async Task<int> UseAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using LoyaltyDesk desk = await LoyaltyDesk.OpenAsync(call, cancellationToken).ConfigureAwait(false);
        CustomerId customer = await desk.CustomerAsync(call.Parse.GetRequiredValue(_id), cancellationToken).ConfigureAwait(false);
        (string key, string privilege, string? note) = (call.Parse.GetRequiredValue(_newKey), call.Parse.GetRequiredValue(_privilege), call.Parse.GetValue(_note));
        return await ShowAsync(desk, await desk.CommitAsync((session, token) => desk.Host.Get<EntitlementDesk>().UseAsync(session, key, customer, privilege, note, token), cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
    }

    private async Task<int> TakeBackAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using LoyaltyDesk desk = await LoyaltyDesk.OpenAsync(call, cancellationToken).ConfigureAwait(false);
        string key = call.Parse.GetRequiredValue(_key);
        return await ShowAsync(desk, await desk.CommitAsync((session, token) => desk.Host.Get<EntitlementDesk>().TakeBackAsync(session, key, token), cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
    }

    private async Task<int> ShowAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using LoyaltyDesk desk = await LoyaltyDesk.OpenAsync(call, cancellationToken).ConfigureAwait(false);
        CustomerId customer = await desk.CustomerAsync(call.Parse.GetRequiredValue(_id), cancellationToken).ConfigureAwait(false);
        Instant at = call.Settings.AsOf(desk.Host.Get<IClock>()).Instant;
        IReadOnlyList<EntitlementStanding> standing = await desk.ReadAsync(session => desk.Host.Get<EntitlementDesk>().StandingAsync(session, customer, at, null, cancellationToken)).ConfigureAwait(false);
        await desk.RowsAsync(
            "privileges",
            ["key", "privilege", "source", "count#", "used#", "left#", "from", "until"],
            standing.Select(one => (object?[])
            [
                one.Entitlement.Key, one.Entitlement.Privilege, desk.Text(EntitlementSources.List, one.Entitlement.Source), one.Entitlement.Count, one.Used, one.Left, one.Entitlement.From, one.Entitlement.Until,
            ]).ToAsyncEnumerable(),
            cancellationToken).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private static async Task<int> UsageAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using LoyaltyDesk desk = await LoyaltyDesk.OpenAsync(call, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<PrivilegeUsage> usage = await desk.Host.Get<PrivilegeUsageReader>().ReadAsync(call.Settings.Scope, call.Settings.AsOf(desk.Host.Get<IClock>()).Instant, cancellationToken).ConfigureAwait(false);
        await desk.RowsAsync(
            "usage",
            ["privilege", "entitlements#", "unlimited#", "granted#", "used#", "share#", "usedWithoutLimit#"],
            usage.Select(static one => (object?[])[one.Privilege, one.Entitlements, one.Unlimited, one.Granted, one.Used, one.Share, one.UsedWithoutLimit]).ToAsyncEnumerable(),
            cancellationToken).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private static async Task<int> ShowAsync(LoyaltyDesk desk, EntitlementUse use)
    {
        await desk.ShowAsync("privilegeUse", ["key", "privilege", "at", "note", "takenBackAt"], use.Key, use.Privilege, use.At, use.Note, use.TakenBackAt).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
