using Crm.Sdk.Conformance.Tests.History;
using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Loyalty;
using Crm.Sdk.Plugins;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Conformance.Tests.Loyalty;

/// <summary>The points ledger of a tenant of its own over one store.</summary>
internal sealed class LoyaltyHost
{
    private static readonly CancellationToken None = CancellationToken.None;

    public LoyaltyHost(ICrmStore store, IExtensions? extensions = null)
    {
        Host = new HistoryHost(store);
        Statements = new PointsStatements(store, HistoryHost.Model);
        Ledger = new PointsLedger(new CustomerIdentity(store, HistoryHost.Model), Statements, Host.Clock, extensions);
        Poster = new PointsPoster(Host.Crm, Ledger, TimeProvider.System);
        Calendar = new PointsCalendar(Host.Crm, Ledger, Host.Clock, TimeProvider.System);
        Verifier = new PointsVerifier(store, HistoryHost.Model);
    }

    public static string Programme => "club";

    public HistoryHost Host { get; }

    public PointsStatements Statements { get; }

    public PointsLedger Ledger { get; }

    public PointsPoster Poster { get; }

    public PointsCalendar Calendar { get; }

    public PointsVerifier Verifier { get; }

    public CrmScope Scope => Host.As("ada");

    public Instant Now => Host.Clock.GetCurrentInstant();

    public async Task<IReadOnlyList<CustomerId>> OpenAsync(PointsWallet wallet, int members)
    {
        Customer[] customers = [.. Enumerable.Range(0, members).Select(static i => Customer.Enterprise($"Member {i}"))];
        await using ICrmSession session = Host.Crm.OpenSession(Scope);
        await LoyaltyProgrammes.SaveAsync(session, new LoyaltyProgramme { Code = Programme, Wallets = [wallet], Zone = "Asia/Shanghai" }, None);
        foreach (Customer customer in customers)
        {
            session.Add(customer);
        }

        await session.CommitAsync(None);
        return [.. customers.Select(static customer => customer.Id)];
    }

    public async Task<IReadOnlyList<PostingOutcome>> PostAsync(params PointsPosting[] postings) =>
        await Poster.PostAsync(Scope, [.. postings.Select(static posting => posting with { Programme = Programme })], None);

    public async Task<PointsBalance> BalanceAsync(CustomerId customer, Instant? at = null)
    {
        await using ICrmSession session = Host.Crm.OpenSession(Scope);
        return await Ledger.BalanceAsync(session, customer, at, Programme, PointsWallet.Main, None);
    }

    public Task<LedgerVerification> VerifyAsync() => Verifier.VerifyAsync(Scope, null, None);
}
