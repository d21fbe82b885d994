using Crm.Sdk.Customers;
using Crm.Sdk.Events;
using Crm.Sdk.Privacy;
using Crm.Sdk.Storage;

namespace Crm.Sdk.History;

/// <summary>Restores removed records as copies.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class RecordRestorer(ModelCatalogue catalogue, ICrmStore store, RevisionReader revisions, IPersonalDataProtector protector)
{
    public async Task<T> RestoreAsync<T>(ICrmSession session, KindModel model, RecordId id, CancellationToken cancellationToken)
        where T : class
    {
        TenantId tenant = session.Scope.Tenant;
        var record = new RecordRef(model.Kind, id);
        if (model.Kind == CustomerModel.Kind.Kind)
        {
            throw Refusal($"{record} is a customer, whose orders and other records name it by its id, so a copy would stand without them; customers are restored from the recycle bin");
        }

        Revision? removal = await revisions.RemovalAsync(tenant, record, cancellationToken).ConfigureAwait(false);
        if (removal is null || await ExistsAsync(tenant, record, cancellationToken).ConfigureAwait(false))
        {
            throw Refusal(removal is null ? $"{record} was never removed" : $"{record} is there");
        }

        var copy = new RecordRef(model.Kind, RestoredId.Of(removal));
        if (await ExistsAsync(tenant, copy, cancellationToken).ConfigureAwait(false))
        {
            throw Refusal($"{record} was restored already, as {copy}");
        }

        if (await revisions.RemovalAsync(tenant, copy, cancellationToken).ConfigureAwait(false) is not null)
        {
            throw Refusal($"{record} was restored as {copy}, which was removed again; restore that one");
        }

        var values = RecordValues.Before(model, removal, protector, tenant);
        if (values.Masked.Count > 0)
        {
            throw new CrmException(HistoryErrorCodes.Unreadable, $"{record} cannot be restored whole: {string.Join(", ", values.Masked)} can no longer be read, because the key of its subject was destroyed.");
        }

        var entity = (T)values.Compose(copy.Id);
        RecordId? subject = model.SubjectOf(entity);
        if (subject is { } customer && catalogue.Contains(CustomerModel.Kind.Kind))
        {
            session.Guard(await session.FindAsync<Customer>(customer, cancellationToken).ConfigureAwait(false) ?? throw Refusal($"{record} is about customer {customer}, who is gone"));
        }

        session.Add(entity);
        session.Raise(new CrmEvent($"{model.Kind}.restored/1", subject is { } about ? (CustomerId)about : null, $$"""{"id":"{{copy.Id}}","of":"{{id}}"}"""));
        return entity;
    }

    private async Task<bool> ExistsAsync(TenantId tenant, RecordRef record, CancellationToken cancellationToken) =>
        (await store.FindAsync(tenant, record.Kind, [record.Id], cancellationToken).ConfigureAwait(false))[0] is not null;

    private static CrmException Refusal(string why) => new(HistoryErrorCodes.NotRestorable, $"{why}.");
}
