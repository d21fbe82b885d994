using Crm.Sdk.Customers;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Import;

/// <summary>Keeps hierarchies of customers what they are on the way to the store: one place for each customer, no circles, a bounded depth (CU-8).</summary>
internal sealed class RelationScreen(ImportTarget target, KeyLookup lookup, RelationTypeCatalogue types)
{
    /// <summary>Gives new relations of hierarchies that others declared the id of their place: a table does not know these types.</summary>
    private void Place(List<(Draft Draft, StoredRecord? Stored, object Entity)> records)
    {
        for (int i = 0; i < records.Count; i++)
        {
            var relation = (Relation)records[i].Entity;
            if (records[i].Stored is null && types.Find(relation.Type) is { IsHierarchical: true })
            {
                records[i] = records[i] with { Entity = relation with { Id = Relation.IdUnder(relation.Type, relation.To) } };
            }
        }
    }

    /// <summary>Takes out the relations that would break a hierarchy, and refuses their rows.</summary>
    public async Task RefuseAsync(ChunkPlan plan, List<(Draft Draft, StoredRecord? Stored, object Entity)> records, CancellationToken cancellationToken)
    {
        Place(records);
        Dictionary<RecordId, Relation> here = [];
        HashSet<Draft> refused = [];
        foreach ((Draft draft, StoredRecord? stored, object entity) in records)
        {
            if (stored is not null && types.IsPlace((Relation)stored.Entity) && !types.IsPlace((Relation)entity))
            {
                Refuse(draft, "the place of a customer in a hierarchy has this key, and stays that customer's; give the other relation another key");
            }
            else if (types.IsPlace((Relation)entity) && !here.TryAdd(((Relation)entity).Id, (Relation)entity))
            {
                Refuse(draft, "another row has the same type and the same customer below");
            }
        }

        if (here.Count == 0)
        {
            records.RemoveAll(record => refused.Contains(record.Draft));
            return;
        }

        Dictionary<RecordId, StoredRecord> taken = await lookup.FindByIdAsync(
            RelationModel.Kind, records.Where(static record => record.Stored is null).Select(static record => (RecordId)((Relation)record.Entity).Id).Where(here.ContainsKey), cancellationToken).ConfigureAwait(false);
        foreach ((Draft draft, StoredRecord? stored, object entity) in records)
        {
            if (stored is null && taken.TryGetValue(((Relation)entity).Id, out StoredRecord? there))
            {
                Refuse(draft, $"the customer below has a relation of this type already, '{((Relation)there.Entity).Key ?? there.Id.ToString()}': name that one by its key");
            }
        }

        await ClimbAsync().ConfigureAwait(false);
        records.RemoveAll(record => refused.Contains(record.Draft));

        void Refuse(Draft draft, string why)
        {
            if (refused.Add(draft))
            {
                plan.Refuse(draft, new RowError(target.Targets[ImportTarget.Key], draft.Key, why));
            }
        }

        // Row by row, as if each were written before the next, so that the size of chunks makes no difference; what the store holds is read before, a level of all a time.
        async Task ClimbAsync()
        {
            Dictionary<RecordId, Relation?> known = [];
            (Draft Draft, Relation Relation)[] placed = [.. records.Where(record => ReferenceEquals(here.GetValueOrDefault(((Relation)record.Entity).Id), record.Entity) && !refused.Contains(record.Draft)).Select(static record => (record.Draft, (Relation)record.Entity))];
            HashSet<RecordId> next = [.. placed.Select(static row => (RecordId)Relation.IdUnder(row.Relation.Type, row.Relation.From))];
            for (int depth = 1; next.Count > 0 && depth <= CustomerRelations.MaxDepth; depth++)
            {
                await ReadAsync(next).ConfigureAwait(false);
                next = [.. next.SelectMany(Above).Where(id => !known.ContainsKey(id))];
            }

            RelationSubtrees below = await RelationSubtrees.ReadAsync(lookup, [.. placed.Select(static row => row.Relation.To)], cancellationToken).ConfigureAwait(false);
            Dictionary<RecordId, Relation> accepted = [];
            foreach ((Draft draft, Relation relation) in placed)
            {
                if (await ReasonAsync(relation).ConfigureAwait(false) is { } reason)
                {
                    Refuse(draft, reason);
                }
                else
                {
                    accepted.Add(relation.Id, relation);
                    below.Add(relation);
                }
            }

            async Task<string?> ReasonAsync(Relation relation)
            {
                CustomerId at = relation.From;
                for (int depth = 1; ; depth++)
                {
                    RecordId id = Relation.IdUnder(relation.Type, at);
                    if (!accepted.TryGetValue(id, out Relation? above) && !known.TryGetValue(id, out above))
                    {
                        await ReadAsync([id]).ConfigureAwait(false);
                        above = known[id];
                    }

                    if (above is null || (above.Until is { } until && (relation.Since is not { } first || until < first)))
                    {
                        return await below.IsDeeperAsync(relation, CustomerRelations.MaxDepth - depth, cancellationToken).ConfigureAwait(false) // the top, or over before the new one begins
                            ? $"with what stands below the customer it is deeper than the {CustomerRelations.MaxDepth} levels that a hierarchy has at most"
                            : null;
                    }

                    if (above.From == relation.To)
                    {
                        return "the customer above stands below the other already";
                    }

                    if (depth == CustomerRelations.MaxDepth)
                    {
                        return $"a hierarchy has at most {CustomerRelations.MaxDepth} levels";
                    }

                    at = above.From;
                }
            }

            // Where a row moves a customer, both the place it leaves and the one it takes lead on.
            IEnumerable<RecordId> Above(RecordId id) => new[] { here.GetValueOrDefault(id), known.GetValueOrDefault(id) }.OfType<Relation>().Select(static relation => (RecordId)Relation.IdUnder(relation.Type, relation.From));

            async Task ReadAsync(IReadOnlyCollection<RecordId> ids)
            {
                Dictionary<RecordId, StoredRecord> found = await lookup.FindByIdAsync(RelationModel.Kind, ids, cancellationToken).ConfigureAwait(false);
                foreach (RecordId id in ids)
                {
                    known[id] = (Relation?)found.GetValueOrDefault(id)?.Entity;
                }
            }
        }
    }
}
