using Crm.Sdk.Billing;
using Crm.Sdk.Customers;
using Crm.Sdk.Orders;
using Crm.Sdk.Products;
using Crm.Sdk.Service;
using Crm.Sdk.Storage;
using Crm.Sdk.Tasks;

namespace Crm.Sdk.Import;

/// <summary>Finds out which records others name, by indexed fields: those cannot be taken away.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class NamingRecords(ICrmStore store, TenantId tenant)
{
    private const int PageSize = 1_000;

    private static readonly (KindModel Named, KindModel Kind, FieldId Field)[] Fields =
    [
        (CustomerModel.Kind, OrderModel.Kind, OrderModel.Customer),
        (CustomerModel.Kind, InteractionModel.Kind, InteractionModel.Customer),
        (CustomerModel.Kind, InvoiceModel.Kind, InvoiceModel.Customer),
        (CustomerModel.Kind, PaymentModel.Kind, PaymentModel.Customer),
        (CustomerModel.Kind, ContactPersonModel.Kind, ContactPersonModel.Enterprise),
        (CustomerModel.Kind, ContactPersonModel.Kind, ContactPersonModel.Individual),
        (CustomerModel.Kind, CrmTaskModel.Kind, CrmTaskModel.Customer),
        (CustomerModel.Kind, NeedModel.Kind, NeedModel.Customer),
        (CustomerModel.Kind, OwnedItemModel.Kind, OwnedItemModel.Customer),
        (CustomerModel.Kind, InvestmentModel.Kind, InvestmentModel.Customer),
        (CustomerModel.Kind, RelationModel.Kind, RelationModel.From),
        (CustomerModel.Kind, RelationModel.Kind, RelationModel.To),
        (OrderModel.Kind, InvoiceModel.Kind, InvoiceModel.Order),
        (ContactPersonModel.Kind, InteractionModel.Kind, InteractionModel.ContactPerson),
    ];

    /// <summary>The records among some of one kind that others name, with the kind of one of these.</summary>
    public async Task<Dictionary<RecordId, RecordKind>> FindAsync(KindModel kind, IReadOnlyList<RecordId> records, CancellationToken cancellationToken)
    {
        Dictionary<RecordId, RecordKind> found = [];
        foreach ((_, KindModel naming, FieldId field) in Fields.Where(entry => entry.Named == kind))
        {
            // One that is named often fills a page: those that were found are not asked for again.
            for (List<RecordId> rest = [.. records.Where(id => !found.ContainsKey(id))]; rest.Count > 0; rest.RemoveAll(found.ContainsKey))
            {
                var query = new StoreQuery(tenant, naming.Kind) { Where = Condition.IsIn(field, [.. rest.Select(static id => FieldValue.Of(id))]), Limit = PageSize };
                RecordPage page = await store.QueryAsync(query, cancellationToken).ConfigureAwait(false);
                foreach (StoredRecord record in page.Records)
                {
                    found.TryAdd(new RecordId(naming.ValueOf(field, record.Entity).AsId()), naming.Kind);
                }

                if (page.Next is null)
                {
                    break;
                }
            }
        }

        return found;
    }
}
