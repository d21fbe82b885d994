using Crm.Sdk.Privacy;
using Crm.Sdk.Storage;

namespace Crm.Sdk.History;

/// <summary>Puts the former values of a revision back into a record, field by field, where the record still holds what the revision wrote.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class FormerValues(IPersonalDataProtector protector, TenantId tenant)
{
    /// <summary>Puts former values back.</summary>
    /// <param name="model">The record's kind.</param>
    /// <param name="stored">The record as it is.</param>
    /// <param name="revision">The change to take back.</param>
    /// <param name="left">The fields that somebody changed since, whose former value can no longer be read, or that the kind has no more.</param>
    /// <returns>The record with its former values; the same one where there is nothing to put back.</returns>
    public object PutBack(KindModel model, StoredRecord stored, Revision revision, out List<string> left)
    {
        left = [];
        var values = RecordValues.Of(model, stored.Entity);
        bool changed = false;
        foreach (FieldChange change in revision.Changes)
        {
            bool readable = protector.TryOpen(tenant, change.New, change.NewSealed, out string? written) & protector.TryOpen(tenant, change.Old, change.OldSealed, out string? former);
            if (!readable || !values.Knows(change.Field))
            {
                left.Add(change.Field);
            }
            else if (values.Holds(change.Field, former))
            {
                // it is back already
            }
            else if (values.Holds(change.Field, written))
            {
                values.Set(change.Field, former);
                changed = true;
            }
            else
            {
                left.Add(change.Field);
            }
        }

        return changed ? values.Compose(stored.Id) : stored.Entity;
    }
}
