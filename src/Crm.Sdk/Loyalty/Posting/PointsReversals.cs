using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>Takes postings back, all or a part, never more than is left of them, and points come back to where they were (L8). Not thread-safe.</summary>
internal sealed class PointsReversals(PointsBooks books, ICrmSession session)
{
    public async Task<PointsTransaction> ReverseAsync(AcceptedPosting accepted, CancellationToken cancellationToken)
    {
        PointsPosting posting = accepted.Posting;
        PointsTransaction original = await books.OriginalAsync(posting, cancellationToken).ConfigureAwait(false);
        // the account first: whoever reverses meanwhile changes it, and then one of both conflicts
        OpenBook open = await books.BookAsync(accepted.Programme, accepted.Programme.WalletOf(original.Wallet), original.Customer, cancellationToken).ConfigureAwait(false);
        long reversed = await ReversedAsync(posting, original, cancellationToken).ConfigureAwait(false);
        long left = PointsPieces.Size(original) - reversed;
        long points = posting.Points ?? left;
        if (points > left || left == 0)
        {
            throw new CrmException(LoyaltyErrorCodes.CannotReverse, $"Posting '{posting.Key}': of '{posting.Original}' {left} points are left to take back, and {Math.Max(points, 1)} are asked for.");
        }

        if (original.Kind == PointsTransactionKind.Reverse && points != left)
        {
            throw new CrmException(LoyaltyErrorCodes.CannotReverse, $"Posting '{posting.Key}': '{posting.Original}' is a reversal of {left} points and is taken back as a whole.");
        }

        await books.LoadAsync(open, cancellationToken).ConfigureAwait(false);
        RecordId[] lots = [.. original.Entries.Where(static entry => entry.Lot is not null).Select(static entry => (RecordId)entry.Lot!.Value).Distinct().Where(lot => !open.Book.Lots.ContainsKey((PointsLotId)lot))];
        IReadOnlyList<PointsLot?> closed = await session.FindAsync<PointsLot>(lots, cancellationToken).ConfigureAwait(false);
        open.Take([.. closed.Select(lot => lot ?? throw PointsBooks.Damaged(original))], []);
        PointsBook book = await books.ReadyAsync(open, accepted.OccurredAt, needsLots: true, cancellationToken).ConfigureAwait(false);
        Instant at = book.NotBefore(accepted.OccurredAt);
        var draft = new PointsDraft(PointsTransactionKind.Reverse, accepted.OccurredAt, at);
        book.Undo(draft, original, accepted.Id, reversed, points);
        PointsTransaction posted = book.Close(draft, accepted.Id, transaction => accepted.Complete(transaction) with { Reverses = original.Id });
        books.Settle(open, book, at);
        return posted;
    }

    /// <summary>How many points of a transaction have been taken back and stay so.</summary>
    private async Task<long> ReversedAsync(PointsPosting posting, PointsTransaction original, CancellationToken cancellationToken)
    {
        if (original.Kind is not (PointsTransactionKind.Earn or PointsTransactionKind.Redeem or PointsTransactionKind.Capture or PointsTransactionKind.Adjust or PointsTransactionKind.Reverse))
        {
            throw new CrmException(LoyaltyErrorCodes.CannotReverse, $"Posting '{posting.Key}': '{posting.Original}' is {original.Kind}, which is not reversed; release a hold, and transfer points back.");
        }

        if (original is { Kind: PointsTransactionKind.Reverse, Reverses: { } first })
        {
            await RequireLastAsync(posting, original, first, cancellationToken).ConfigureAwait(false);
        }

        return (await StandingAsync(original.Id, cancellationToken).ConfigureAwait(false)).Sum(PointsPieces.Size);
    }

    /// <summary>Only the last reversal that stands can be taken back, so that points come back to where they were.</summary>
    private async Task RequireLastAsync(PointsPosting posting, PointsTransaction reversal, PointsTransactionId first, CancellationToken cancellationToken)
    {
        PointsTransaction reversed = await books.FindAsync<PointsTransaction>(first, cancellationToken).ConfigureAwait(false) ?? throw PointsBooks.Damaged(reversal);
        if (reversed.Kind == PointsTransactionKind.Reverse)
        {
            throw new CrmException(LoyaltyErrorCodes.CannotReverse, $"Posting '{posting.Key}': '{posting.Original}' took a reversal back; post that reversal again under a new key instead.");
        }

        IReadOnlyList<PointsTransaction> standing = await StandingAsync(first, cancellationToken).ConfigureAwait(false);
        if (standing.FirstOrDefault(one => one.Sequence > reversal.Sequence) is { } later)
        {
            throw new CrmException(LoyaltyErrorCodes.CannotReverse, $"Posting '{posting.Key}': after '{posting.Original}' the same posting was reversed further by '{later.Key}'; take that back first.");
        }
    }

    /// <summary>The reversals of a transaction that were not taken back themselves, in their order.</summary>
    private async Task<IReadOnlyList<PointsTransaction>> StandingAsync(PointsTransactionId of, CancellationToken cancellationToken)
    {
        List<PointsTransaction> reversals = await ReversalsAsync([of], cancellationToken).ConfigureAwait(false);
        List<PointsTransaction> undoing = await ReversalsAsync([.. reversals.Select(static reversal => reversal.Id)], cancellationToken).ConfigureAwait(false);
        return [.. reversals.ExceptBy(undoing.Select(static undo => undo.Reverses!.Value), static reversal => reversal.Id)];
    }

    private async Task<List<PointsTransaction>> ReversalsAsync(IReadOnlyList<PointsTransactionId> of, CancellationToken cancellationToken)
    {
        if (of.Count == 0)
        {
            return [];
        }

        HashSet<PointsTransactionId> wanted = [.. of];
        List<PointsTransaction> found = await books.AllAsync<PointsTransaction>(Condition.IsIn(PointsTransactionModel.Reverses, [.. of.Select(static id => FieldValue.Of((RecordId)id))]), cancellationToken).ConfigureAwait(false);
        return [.. found.Concat(session.Uncommitted<PointsTransaction>().Where(one => one.Reverses is { } reversed && wanted.Contains(reversed))).DistinctBy(static one => one.Id).OrderBy(static one => one.Sequence)];
    }
}
