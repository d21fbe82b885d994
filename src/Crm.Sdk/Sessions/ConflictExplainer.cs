using Crm.Sdk.History;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Sessions;

/// <summary>Turns a store's version conflict into "fields A and B were changed by X", by reading again.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class ConflictExplainer(ICrmStore store, ModelCatalogue catalogue)
{
    public async Task<CrmConflictException> ExplainAsync(TenantId tenant, CommitResult.VersionConflict conflict, Func<RecordRef, object?> readBefore, CancellationToken cancellationToken)
    {
        var conflicts = new List<RecordConflict>(conflict.Mismatches.Count);
        foreach (VersionMismatch mismatch in conflict.Mismatches)
        {
            KindModel model = catalogue[mismatch.Record.Kind];
            ValueList<FieldId> fields = default;
            if (mismatch.Actual > 0 && readBefore(mismatch.Record) is { } before)
            {
                IReadOnlyList<StoredRecord?> now = await store.FindAsync(tenant, mismatch.Record.Kind, [mismatch.Record.Id], cancellationToken).ConfigureAwait(false);
                fields = now[0] is { } record ? RecordDiff.Fields(model, before, record.Entity) : default;
            }

            ActorId? by = model.HistoryKept ? await LastAuthorAsync(tenant, mismatch.Record, cancellationToken).ConfigureAwait(false) : null;
            conflicts.Add(new RecordConflict(mismatch.Record, mismatch.Expected, mismatch.Actual, fields, by));
        }

        return new CrmConflictException(conflicts);
    }

    private async Task<ActorId?> LastAuthorAsync(TenantId tenant, RecordRef record, CancellationToken cancellationToken)
    {
        RecordPage page = await store.QueryAsync(
            new StoreQuery(tenant, RevisionModel.Kind.Kind)
            {
                Where = Condition.Equal(RevisionModel.Record, FieldValue.Of(record.Id)),
                Order = new RecordOrder(RevisionModel.Record, Descending: true),
                Limit = 1,
            },
            cancellationToken).ConfigureAwait(false);
        return page.Records.Count > 0 ? ((Revision)page.Records[0].Entity).By : (ActorId?)null;
    }
}
