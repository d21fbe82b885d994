using Crm.Sdk.Customers.Duplicates;
using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>Passes points on, from member to member and from merged customers to the one that stayed. They lapse when they would have. Not thread-safe.</summary>
internal sealed class PointsTransfers(PointsBooks books, ICrmSession session, CustomerIdentity identity)
{
    private readonly Dictionary<CustomerId, IReadOnlyList<CustomerId>> _members = [];

    /// <summary>Asks at once who was merged into many customers.</summary>
    public async Task ReadMembersAsync(IReadOnlyCollection<CustomerId> survivors, CancellationToken cancellationToken)
    {
        foreach ((CustomerId survivor, IReadOnlyList<CustomerId> members) in await identity.MembersAsync(session.Scope, survivors, cancellationToken).ConfigureAwait(false))
        {
            _members[survivor] = members;
        }
    }

    public async Task<PointsTransaction> TransferAsync(AcceptedPosting accepted, CancellationToken cancellationToken)
    {
        PointsPosting posting = accepted.Posting;
        (LoyaltyProgramme programme, PointsWallet wallet, Instant occurred) = (accepted.Programme, accepted.Wallet, accepted.OccurredAt);
        if (!wallet.IsTransferable)
        {
            throw new CrmException(LoyaltyErrorCodes.NotTransferable, $"Posting '{posting.Key}': points of wallet '{wallet.Code}' of programme '{programme.Code}' stay with the member who earned them.");
        }

        CustomerId from = await books.ResolveAsync(posting.Customer, cancellationToken).ConfigureAwait(false);
        CustomerId to = await books.ResolveAsync(posting.To!.Value, cancellationToken).ConfigureAwait(false);
        if (from == to)
        {
            throw new CrmException(LoyaltyErrorCodes.BadPosting, $"Posting '{posting.Key}': {posting.Customer} and {posting.To} were merged; points do not go from a member to itself.");
        }

        OpenBook giver = await books.BookAsync(programme, wallet, from, cancellationToken).ConfigureAwait(false);
        OpenBook taker = await books.BookAsync(programme, wallet, to, cancellationToken).ConfigureAwait(false);
        await GatherAsync(programme, wallet, giver, occurred, cancellationToken).ConfigureAwait(false);
        PointsBook giving = await books.ReadyAsync(giver, occurred, needsLots: true, cancellationToken).ConfigureAwait(false);
        PointsBook taking = await books.ReadyAsync(taker, occurred, needsLots: false, cancellationToken).ConfigureAwait(false);
        var other = PointsTransactionId.New();
        var outgoing = new PointsDraft(PointsTransactionKind.TransferOut, occurred, giving.NotBefore(occurred));
        IReadOnlyList<(PointsLot Lot, long Points)> parts = giving.Spend(outgoing, posting.Points!.Value);
        outgoing.Add(PointsLedgerAccount.Transferred, posting.Points.Value);
        var incoming = new PointsDraft(PointsTransactionKind.TransferIn, occurred, taking.NotBefore(occurred));
        foreach ((PointsLot lot, long points) in parts)
        {
            taking.Earn(incoming, PointsLedgerAccount.Transferred, PointsLotId.New(), other, points, maturesAt: null, lot.ExpiresOn, lot.Id, lot.EarnedAt);
        }

        PointsTransaction posted = giving.Close(outgoing, accepted.Id, transaction => accepted.Complete(transaction) with { Counterpart = other });
        _ = taking.Close(incoming, other, transaction => transaction with { Counterpart = accepted.Id, Reference = posting.Reference, Reason = posting.Reason });
        books.Settle(giver, giving, outgoing.At);
        books.Settle(taker, taking, incoming.At);
        return posted;
    }

    /// <summary>Brings the points of customers that were merged into the member to its account before it spends, and what they owe. Points come with a merge and stay where it is ended.</summary>
    public async Task GatherAsync(LoyaltyProgramme programme, PointsWallet wallet, OpenBook survivor, Instant occurred, CancellationToken cancellationToken)
    {
        CustomerId customer = survivor.Book.Account.Customer;
        if (!_members.ContainsKey(customer))
        {
            await ReadMembersAsync([customer], cancellationToken).ConfigureAwait(false);
        }

        foreach (CustomerId merged in _members[customer].Skip(1))
        {
            OpenBook open = await books.BookAsync(programme, wallet, merged, cancellationToken).ConfigureAwait(false);
            if (open.Book.Account is { Available: 0, Pending: 0, Debt: 0 })
            {
                continue;
            }

            PointsBook giving = await books.ReadyAsync(open, occurred, needsLots: true, cancellationToken).ConfigureAwait(false);
            PointsBook taking = await books.ReadyAsync(survivor, occurred, needsLots: true, cancellationToken).ConfigureAwait(false);
            (PointsTransactionId outId, PointsTransactionId inId) = (PointsTransactionId.New(), PointsTransactionId.New());
            var outgoing = new PointsDraft(PointsTransactionKind.TransferOut, occurred, giving.NotBefore(occurred));
            var incoming = new PointsDraft(PointsTransactionKind.TransferIn, occurred, taking.NotBefore(occurred));
            taking.TakeOver(incoming, inId, giving.HandOver(outgoing));
            if (outgoing.Entries.Count == 0)
            {
                continue;
            }

            _ = giving.Close(outgoing, outId, transaction => transaction with { Counterpart = inId });
            _ = taking.Close(incoming, inId, transaction => transaction with { Counterpart = outId });
            books.Settle(open, giving, outgoing.At);
            books.Settle(survivor, taking, incoming.At);
        }
    }
}
