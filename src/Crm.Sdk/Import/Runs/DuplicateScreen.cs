using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Import;

/// <summary>The hook of imports on the way to the store: which customers are there already, and may they be written all the same?</summary>
internal sealed class DuplicateScreen(TenantId tenant, ImportTarget target, DuplicateGate gate)
{
    /// <summary>Takes out the customers that may not be written, and refuses their rows; notes those that are written although they are probably there.</summary>
    public async Task RefuseAsync(ChunkPlan plan, List<(Draft Draft, StoredRecord? Stored, object Entity)> records, CancellationToken cancellationToken)
    {
        if (target.Kind.Kind != CustomerModel.Kind.Kind)
        {
            return;
        }

        Customer[] written = [.. records.Where(static record => DuplicateGate.Concerns((Customer?)record.Stored?.Entity, (Customer)record.Entity)).Select(static record => (Customer)record.Entity)];
        IReadOnlyList<DuplicateVerdict> found = await gate.JudgeAsync(tenant, written, static _ => true, DuplicatePath.Import, cancellationToken).ConfigureAwait(false);
        Dictionary<RecordId, DuplicateVerdict> blocking = [];
        foreach (DuplicateVerdict verdict in found.Where(static verdict => verdict.Action == DuplicateAction.Block))
        {
            blocking.TryAdd(verdict.Alert.Written, verdict);
        }

        plan.Duplicates.AddRange(found.Where(verdict => !blocking.ContainsKey(verdict.Alert.Written)).Select(static verdict => verdict.Alert));
        foreach ((Draft draft, _, object entity) in records)
        {
            if (blocking.TryGetValue(target.Kind.IdOf(entity), out DuplicateVerdict? verdict))
            {
                plan.Refuse(draft, new RowError(target.Targets[ImportTarget.Key], draft.Key, $"this customer is probably there already, as '{verdict.Alert.MatchKey ?? verdict.Alert.Match.ToString()}'"));
            }
        }

        records.RemoveAll(record => blocking.ContainsKey(target.Kind.IdOf(record.Entity)));
    }
}
