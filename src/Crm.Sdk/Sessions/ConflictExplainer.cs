using Crm.Sdk.History;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Sessions;

/// <summary>Turns a store's version conflict into "field A was changed by X, field B by Y", by reading again.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class ConflictExplainer(ICrmStore store, ModelCatalogue catalogue)
{
    private const int MaxRevisions = 1_000; // behind so many the authors of older changes stay unnamed

    private readonly RevisionReader _revisions = new(store, catalogue);

    public async Task<CrmConflictException> ExplainAsync(TenantId tenant, CommitResult.VersionConflict conflict, Func<RecordRef, object?> readBefore, CancellationToken cancellationToken)
    {
        var conflicts = new List<RecordConflict>(conflict.Mismatches.Count);
        foreach (VersionMismatch mismatch in conflict.Mismatches)
        {
            KindModel model = catalogue[mismatch.Record.Kind];
            object? before = readBefore(mismatch.Record);
            object? now = mismatch.Actual == 0
                ? null
                : (await store.FindAsync(tenant, mismatch.Record.Kind, [mismatch.Record.Id], cancellationToken).ConfigureAwait(false))[0]?.Entity;
            ValueList<FieldId> fields = before is null || now is null ? default : RecordDiff.Fields(model, before, now);
            Dictionary<string, FieldAuthor> authors = new(StringComparer.Ordinal);
            ActorId? last = model.HistoryKept ? await AuthorsAsync(tenant, mismatch, authors, cancellationToken).ConfigureAwait(false) : null;
            conflicts.Add(new RecordConflict(mismatch.Record, mismatch.Expected, mismatch.Actual, fields, last ?? (now is null ? null : model.OriginOf(now)?.By))
            {
                Authors = fields.Select(field => authors.GetValueOrDefault(field.Name)).OfType<FieldAuthor>().ToValueList(),
            });
        }

        return new CrmConflictException(conflicts);
    }

    /// <summary>Finds who changed each field last since the record was read, and answers who changed or removed the record last.</summary>
    private async Task<ActorId?> AuthorsAsync(TenantId tenant, VersionMismatch mismatch, Dictionary<string, FieldAuthor> authors, CancellationToken cancellationToken)
    {
        if (mismatch.Actual == 0)
        {
            return (await _revisions.RemovalAsync(tenant, mismatch.Record, cancellationToken).ConfigureAwait(false))?.By;
        }

        ActorId? last = null;
        int read = 0;
        await foreach (Revision revision in _revisions.NewestFirstAsync(tenant, mismatch.Record, cancellationToken).ConfigureAwait(false))
        {
            last ??= revision.By;
            if (revision.Version <= mismatch.Expected || ++read > MaxRevisions)
            {
                break;
            }

            foreach (FieldChange change in revision.Changes)
            {
                authors.TryAdd(change.Field, new FieldAuthor(change.Field, revision.By, revision.At));
            }
        }

        return last;
    }
}
