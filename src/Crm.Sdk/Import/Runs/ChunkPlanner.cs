using Crm.Sdk.Customers;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Import;

/// <summary>Finds out what a chunk comes to against what the store holds.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class ChunkPlanner(CrmScope scope, ImportTarget target, RecordId run, CommitTrail trail, IClock clock, KeyLookup lookup, NamedRecords named, DuplicateScreen? duplicates, RelationTypeCatalogue relationTypes)
{
    private readonly ReferenceIds _noReferences = new();
    private readonly RelationScreen? _relations = target == RelationTable.Target ? new RelationScreen(target, lookup, relationTypes) : null;

    /// <summary>Whether records are looked up before they are added.</summary>
    public LookUps RecordLookUps { get; } = new();

    /// <summary>Whether customers are looked up before they are added; apart: those of new orders are mostly there.</summary>
    public LookUps CustomerLookUps { get; } = new();

    /// <summary>Values that others turned out to have, besides keys.</summary>
    public HashSet<UniqueKey> Clashes { get; } = [];

    /// <summary>A plan without records.</summary>
    public ChunkPlan Empty() => new(CommitStamp.New(scope, clock, run), trail, Clashes);

    public async Task<ChunkPlan> PlanAsync(ImportChunk chunk, bool lookUpAll, CancellationToken cancellationToken)
    {
        ChunkPlan plan = Empty();
        IReadOnlyList<Draft> drafts = await named.CustomersAsync(plan, chunk.Drafts, lookUpAll || CustomerLookUps.Needed, cancellationToken).ConfigureAwait(false);
        IEnumerable<string> keys = drafts.Select(static draft => draft.Key);
        Dictionary<string, StoredRecord> existing = await lookup.FindAsync(
            target.Kind, target.KeyField, lookUpAll || RecordLookUps.Needed || !target.AddsRecords ? keys : keys.Where(KeyLookup.MayBeId), cancellationToken).ConfigureAwait(false);
        plan.FoundRecords = existing.Count > 0;
        ReferenceIds references = _noReferences;
        if (target.HasReferences && drafts.Any(static draft => draft.References.Count > 0))
        {
            (drafts, references) = await named.RecordsAsync(plan, drafts, existing, cancellationToken).ConfigureAwait(false);
        }

        List<(Draft Draft, StoredRecord? Stored, object Entity)> records = Judge(plan, drafts, existing, references);
        if (_relations is not null)
        {
            await _relations.RefuseAsync(plan, records, cancellationToken).ConfigureAwait(false);
        }

        if (duplicates is not null)
        {
            await duplicates.RefuseAsync(plan, records, cancellationToken).ConfigureAwait(false);
        }

        Write(plan, records);
        return plan;
    }

    /// <summary>What the drafts come to; those that break a rule are refused, and with them those that name one of these.</summary>
    private List<(Draft Draft, StoredRecord? Stored, object Entity)> Judge(ChunkPlan plan, IReadOnlyList<Draft> drafts, Dictionary<string, StoredRecord> existing, ReferenceIds references)
    {
        List<(Draft Draft, StoredRecord? Stored, object Entity)> records = new(drafts.Count);
        Queue<string> refused = new();
        foreach (Draft draft in drafts)
        {
            StoredRecord? stored = existing.GetValueOrDefault(draft.Key);
            if (TryApply(plan, draft, stored, references, out RowError? error) is { } entity)
            {
                records.Add((draft, stored, entity));
            }
            else
            {
                plan.Refuse(draft, error!);
                refused.Enqueue(draft.Key);
            }
        }

        if (refused.Count == 0 || !target.HasReferences)
        {
            return records;
        }

        ILookup<string, Draft> naming = records.SelectMany(static record => record.Draft.References, static (record, reference) => (record.Draft, Reference: reference))
            .Where(pair => pair.Reference.Kind == target.Kind && !existing.ContainsKey(pair.Reference.Key))
            .ToLookup(static pair => pair.Reference.Key, static pair => pair.Draft, StringComparer.Ordinal);
        HashSet<Draft> gone = [];
        while (refused.TryDequeue(out string? key))
        {
            foreach (Draft draft in naming[key].Where(gone.Add))
            {
                plan.Refuse(draft, new RowError(target.Targets[ImportTarget.Key], draft.Key, $"it names {target.Kind.Kind} '{key}', which is refused"));
                refused.Enqueue(draft.Key);
            }
        }

        records.RemoveAll(record => gone.Contains(record.Draft));
        return records;
    }

    private object? TryApply(ChunkPlan plan, Draft draft, StoredRecord? stored, ReferenceIds references, out RowError? error)
    {
        string field = target.Targets[ImportTarget.Key];
        error = stored is null && !target.AddsRecords ? new RowError(field, draft.Key, $"there is no {target.Kind.Kind} with this key; import it first")
            : stored is not null && !plan.Touch(stored.Id) ? new RowError(field, draft.Key, "another row names the same record, by its key or by its internal id")
            : null;
        if (error is not null)
        {
            return null;
        }

        try
        {
            return target.Apply(draft, stored?.Entity, target.CustomerOf(draft) is { } key ? named.CustomerOf(plan, key) : default, references);
        }
        catch (RowRefusal refusal)
        {
            error = refusal.Error;
        }
        catch (CrmException broken)
        {
            error = new RowError(field, draft.Key, broken.Message);
        }

        return null;
    }

    private void Write(ChunkPlan plan, List<(Draft Draft, StoredRecord? Stored, object Entity)> records)
    {
        foreach ((Draft draft, StoredRecord? stored, object entity) in records)
        {
            if (plan.Clash(target.Kind, stored?.Id ?? draft.NewId, stored?.Entity, entity) is { } value)
            {
                plan.Refuse(draft, new RowError(value.Name, value.Value, "another record has this value, which is there once"));
            }
            else if (stored is null)
            {
                plan.Add(target.Kind, entity);
            }
            else
            {
                plan.Change(target.Kind, stored, entity);
            }
        }
    }
}
