using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>Ends holds: captured, all or a part, or released. A hold ends once (L7). Not thread-safe.</summary>
internal sealed class PointsHoldEnds(PointsBooks books)
{
    public async Task<PointsTransaction> EndAsync(AcceptedPosting accepted, CancellationToken cancellationToken)
    {
        PointsPosting posting = accepted.Posting;
        PointsTransaction source = await books.OriginalAsync(posting, cancellationToken).ConfigureAwait(false);
        if (source.Hold is not { } holdId || source.Kind != PointsTransactionKind.Hold)
        {
            throw new CrmException(LoyaltyErrorCodes.NotPosted, $"Posting '{posting.Key}': '{posting.Original}' is {source.Kind} and no hold; name the key under which points were set aside.");
        }

        OpenBook open = await books.BookAsync(accepted.Programme, accepted.Programme.WalletOf(source.Wallet), source.Customer, cancellationToken).ConfigureAwait(false);
        PointsBook book = await books.ReadyAsync(open, accepted.OccurredAt, needsLots: true, cancellationToken).ConfigureAwait(false);
        if (!book.Holds.TryGetValue(holdId, out PointsHold? hold))
        {
            hold = await books.FindAsync<PointsHold>(holdId, cancellationToken).ConfigureAwait(false) ?? throw PointsBooks.Damaged(source);
        }

        if (hold.State != PointsHoldState.Open)
        {
            throw new CrmException(LoyaltyErrorCodes.HoldClosed, $"Posting '{posting.Key}': hold '{posting.Original}' is over ({hold.State}); set the points aside anew.");
        }

        long points = posting.Points ?? hold.Points;
        if (posting.Kind == PostingKind.Capture && points > hold.Points)
        {
            throw new CrmException(LoyaltyErrorCodes.NotEnough, $"Posting '{posting.Key}': hold '{posting.Original}' has {hold.Points} points, and {points} are asked for.");
        }

        Instant at = book.NotBefore(accepted.OccurredAt);
        var draft = new PointsDraft(posting.Kind == PostingKind.Capture ? PointsTransactionKind.Capture : PointsTransactionKind.Release, accepted.OccurredAt, at);
        IReadOnlyList<PointsHoldPart> over = [];
        if (posting.Kind == PostingKind.Capture)
        {
            over = book.Capture(draft, hold, points);
        }
        else
        {
            book.Release(draft, hold.Parts);
            book.End(hold, PointsHoldState.Released);
        }

        PointsTransaction posted = book.Close(draft, accepted.Id, transaction => accepted.Complete(transaction) with { Hold = holdId });
        if (over.Count > 0)
        {
            var rest = new PointsDraft(PointsTransactionKind.Release, accepted.OccurredAt, at);
            book.Release(rest, over);
            _ = book.Close(rest, complete: transaction => transaction with { Hold = holdId });
        }

        books.Settle(open, book, at);
        return posted;
    }
}
