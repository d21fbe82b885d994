using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Privacy;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm privacy consent ID</c>: how a customer's consents stand; with <c>--grant</c> or <c>--withdraw</c> records one.</summary>
internal sealed class PrivacyConsentCommand
{
    private static readonly Column[] Columns = [new("purpose"), new("channel"), new("state"), new("since")];

    private readonly Argument<string> _id = new("ID") { Description = "The customer's external key or internal id" };
    private readonly Option<string?> _purpose = new("--purpose") { Description = "What for, such as marketing, or * for every purpose" };
    private readonly Option<string?> _channel = new("--channel") { Description = "By which channel [default: every one]" };
    private readonly Option<bool> _grant = new("--grant") { Description = "Record that the customer agreed" };
    private readonly Option<bool> _withdraw = new("--withdraw") { Description = "Record that the customer withdrew or refused" };
    private readonly Option<string> _method = new("--method") { Description = "How: form, double-opt-in, written, oral, reply, complaint, import", DefaultValueFactory = static _ => ConsentMethods.Written };
    private readonly Option<string?> _proof = new("--proof") { Description = "What shows it: a form's number, a recording" };

    public Command Make(CommandFrame frame) =>
        frame.MakeRows("consent", "Show how a customer's consents stand, or record one", RunAsync, _id, _purpose, _channel, _grant, _withdraw, _method, _proof);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        bool grant = call.Parse.GetValue(_grant), withdraw = call.Parse.GetValue(_withdraw);
        string? purpose = call.Parse.GetValue(_purpose);
        if ((grant && withdraw) || (grant || withdraw) != purpose is not null)
        {
            throw new CallException("--purpose goes with --grant or --withdraw, one of them.");
        }

        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        CustomerId customer = await CustomerLookup.FindAsync(host, call.Settings.Scope, CustomerLookup.Canonical(call.Parse.GetRequiredValue(_id)), cancellationToken).ConfigureAwait(false);
        var consents = host.Get<ConsentDesk>();
        await using ICrmSession session = host.Get<ICrm>().OpenSession(call.Settings.Scope);
        if (purpose is not null)
        {
            ConsentEntry entry = ConsentEntry.Of(
                customer, purpose, call.Parse.GetValue(_channel), grant ? ConsentState.Granted : ConsentState.Withdrawn, call.Settings.AsOf(host.Get<IClock>()).Instant, call.Parse.GetRequiredValue(_method), call.Parse.GetValue(_proof));
            await consents.RecordAsync(session, entry, cancellationToken).ConfigureAwait(false);
            await session.CommitAsync(cancellationToken).ConfigureAwait(false);
        }

        ValueList<Consent> standing = await consents.StandingAsync(session, customer, cancellationToken).ConfigureAwait(false);
        await call.Output.RowsAsync("consents", Columns, standing.Select(static consent => new object?[]
        {
            consent.Purpose, consent.Channel, consent.State.ToString().ToLowerInvariant(), consent.Since,
        }).ToAsyncEnumerable(), cancellationToken).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
