using Crm.Sdk.Storage;

namespace Crm.Sdk.Loyalty;

/// <summary>Postings that are steps of a record's life: each step of a redemption or a referral is posted once.</summary>
internal static class StepPosting
{
    /// <summary>Posts a step. Where the ledger refuses it since somebody else took a step after the record was read, that is a conflict, as the commit would have found: the work is to be done again.</summary>
    /// <typeparam name="T">The record's type; the session has read the record.</typeparam>
    public static async Task PostAsync<T>(this PointsLedger ledger, ICrmStore store, ICrmSession session, KindModel kind, RecordId record, PointsPosting posting, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            _ = await ledger.PostAsync(session, posting, cancellationToken).ConfigureAwait(false);
        }
        catch (CrmException refusal) when (refusal.Code is LoyaltyErrorCodes.HoldClosed or LoyaltyErrorCodes.KeyTaken or LoyaltyErrorCodes.CannotReverse)
        {
            long read = session.VersionOf<T>(record), now = (await store.FindAsync(session.Scope.Tenant, kind.Kind, [record], cancellationToken).ConfigureAwait(false))[0]?.Version ?? 0;
            if (now != read)
            {
                throw new CrmConflictException([new RecordConflict(new RecordRef(kind.Kind, record), read, now, [], null)]);
            }

            throw;
        }
    }
}
