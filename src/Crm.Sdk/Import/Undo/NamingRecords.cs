using Crm.Sdk.Billing;
using Crm.Sdk.Credit;
using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Orders;
using Crm.Sdk.Products;
using Crm.Sdk.Service;
using Crm.Sdk.Storage;
using Crm.Sdk.Tasks;

namespace Crm.Sdk.Import;

/// <summary>Finds out which records others name: those cannot be taken away.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class NamingRecords(ICrmStore store, TenantId tenant)
{
    private const int PageSize = 1_000;

    private static readonly (KindModel Named, KindModel Kind, FieldId Field)[] Fields =
    [
        (CustomerModel.Kind, CustomerModel.Kind, CustomerModel.MergedInto),
        (CustomerModel.Kind, MergeModel.Kind, MergeModel.Survivor),
        (CustomerModel.Kind, MergeModel.Kind, MergeModel.Loser),
        (CustomerModel.Kind, OrderModel.Kind, OrderModel.Customer),
        (CustomerModel.Kind, InteractionModel.Kind, InteractionModel.Customer),
        (CustomerModel.Kind, InvoiceModel.Kind, InvoiceModel.Customer),
        (CustomerModel.Kind, PaymentModel.Kind, PaymentModel.Customer),
        (CustomerModel.Kind, WriteOffModel.Kind, WriteOffModel.Customer),
        (CustomerModel.Kind, ReceivableDisputeModel.Kind, ReceivableDisputeModel.Customer),
        (CustomerModel.Kind, CreditAccountModel.Kind, CreditAccountModel.Customer),
        (CustomerModel.Kind, CreditAccountModel.Kind, CreditAccountModel.Head),
        (CustomerModel.Kind, CreditReservationModel.Kind, CreditReservationModel.Customer),
        (CustomerModel.Kind, CreditDecisionModel.Kind, CreditDecisionModel.Customer),
        (CustomerModel.Kind, CreditEvidenceModel.Kind, CreditEvidenceModel.Customer),
        (CustomerModel.Kind, CreditStatementModel.Kind, CreditStatementModel.Customer),
        (CustomerModel.Kind, CreditAssessmentModel.Kind, CreditAssessmentModel.Customer),
        (CustomerModel.Kind, CreditCaseModel.Kind, CreditCaseModel.Customer),
        (CustomerModel.Kind, ContactPersonModel.Kind, ContactPersonModel.Enterprise),
        (CustomerModel.Kind, ContactPersonModel.Kind, ContactPersonModel.Individual),
        (CustomerModel.Kind, CrmTaskModel.Kind, CrmTaskModel.Customer),
        (CustomerModel.Kind, NeedModel.Kind, NeedModel.Customer),
        (CustomerModel.Kind, OwnedItemModel.Kind, OwnedItemModel.Customer),
        (CustomerModel.Kind, InvestmentModel.Kind, InvestmentModel.Customer),
        (CustomerModel.Kind, RelationModel.Kind, RelationModel.From),
        (CustomerModel.Kind, RelationModel.Kind, RelationModel.To),
        (OrderModel.Kind, InvoiceModel.Kind, InvoiceModel.Order),
        (OrderModel.Kind, CreditReservationModel.Kind, CreditReservationModel.Order),
        (OrderModel.Kind, CreditDecisionModel.Kind, CreditDecisionModel.Order),
        (ContactPersonModel.Kind, InteractionModel.Kind, InteractionModel.ContactPerson),
        (CrmTaskModel.Kind, CrmTaskModel.Kind, CrmTaskModel.Series),
    ];

    /// <summary>References without an index, with the field that says of which kind the named record is, where that differs: of these only the two columns are read, for all records of the kind.</summary>
    private static readonly (KindModel? Named, KindModel Kind, FieldId Field, FieldId? KindField)[] Scanned =
    [
        (OrderModel.Kind, OrderModel.Kind, OrderModel.ReturnOf, null),
        (OrderModel.Kind, OwnedItemModel.Kind, "order", null),
        (null, CrmTaskModel.Kind, CrmTaskModel.About, CrmTaskModel.AboutKind),
        (null, InvestmentModel.Kind, InvestmentModel.Source, "source-kind"),
    ];

    /// <summary>Calls back with each record that names one of some.</summary>
    /// <param name="kind">The kind of the named ones.</param>
    /// <param name="records">The named ones.</param>
    /// <param name="found">Told the named record, and which one names it.</param>
    /// <param name="cancellationToken">Stops between pages.</param>
    public async Task FindAsync(KindModel kind, IReadOnlyCollection<RecordId> records, Action<RecordId, RecordRef> found, CancellationToken cancellationToken)
    {
        if (records.Count == 0)
        {
            return;
        }

        HashSet<RecordId> asked = [.. records];
        foreach ((_, KindModel naming, FieldId field) in Fields.Where(entry => entry.Named == kind))
        {
            foreach (RecordId[] some in asked.Chunk(PageSize))
            {
                var query = new StoreQuery(tenant, naming.Kind) { Where = Condition.IsIn(field, [.. some.Select(static id => FieldValue.Of(id))]), Limit = PageSize };
                await ScanAsync(query, naming, [field], asked, null, found, cancellationToken).ConfigureAwait(false);
            }
        }

        foreach ((_, KindModel naming, FieldId field, FieldId? kindField) in Scanned.Where(entry => entry.Named is null || entry.Named == kind))
        {
            var query = new StoreQuery(tenant, naming.Kind);
            await ScanAsync(query, naming, kindField is { } by ? [field, by] : [field], asked, kindField is null ? null : kind.Kind.Name, found, cancellationToken).ConfigureAwait(false);
        }
    }

    private Task ScanAsync(
        StoreQuery query, KindModel naming, FieldId[] fields, HashSet<RecordId> asked, string? kindName, Action<RecordId, RecordRef> found, CancellationToken cancellationToken)
    {
        FieldType[] types = kindName is null ? [FieldType.Id, FieldType.Id] : [FieldType.Id, FieldType.Id, FieldType.Text];
        return ColumnScan.RunAsync(store, query, naming, ["id", .. fields], types, Take, cancellationToken);

        ValueTask Take(ColumnBatch batch, CancellationToken token)
        {
            for (int row = 0; row < batch.Count; row++)
            {
                var named = new RecordId(batch.Ids(1)[row]);
                if (asked.Contains(named) && (kindName is null || batch.Texts(2)[row] == kindName))
                {
                    found(named, new RecordRef(naming.Kind, new RecordId(batch.Ids(0)[row])));
                }
            }

            return ValueTask.CompletedTask;
        }
    }
}
