using Crm.Sdk.Billing;
using Crm.Sdk.Campaigns;
using Crm.Sdk.Care;
using Crm.Sdk.Credit;
using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Lifecycle;
using Crm.Sdk.Loyalty;
using Crm.Sdk.Orders;
using Crm.Sdk.Privacy;
using Crm.Sdk.Products;
using Crm.Sdk.Service;
using Crm.Sdk.Surveys;
using Crm.Sdk.Tasks;

namespace Crm.Sdk.Storage;

/// <summary>Finds out which records others name: those cannot be taken away.</summary>
/// <remarks>Not the SDK's own bookkeeping, such as labels, events, messages and revisions. Thread-safe.</remarks>
/// <param name="store">The store.</param>
/// <param name="tenant">The tenant.</param>
/// <param name="further">Kinds of plugins, which name a customer in an indexed field <c>customer</c>.</param>
internal sealed class NamingRecords(ICrmStore store, TenantId tenant, IEnumerable<KindModel>? further = null)
{
    private const int PageSize = 1_000;

    private static readonly FieldId Customer = "customer";

    /// <summary>The kind that is named (null: any, which a second field says), the kind that names it, and in which fields.</summary>
    private static readonly (KindModel? Named, KindModel Kind, FieldId Field, FieldId? KindField)[] Known =
    [
        (CustomerModel.Kind, CustomerModel.Kind, CustomerModel.MergedInto, null),
        (CustomerModel.Kind, MergeModel.Kind, MergeModel.Survivor, null),
        (CustomerModel.Kind, MergeModel.Kind, MergeModel.Loser, null),
        (CustomerModel.Kind, OrderModel.Kind, OrderModel.Customer, null),
        (CustomerModel.Kind, InteractionModel.Kind, InteractionModel.Customer, null),
        (CustomerModel.Kind, InvoiceModel.Kind, InvoiceModel.Customer, null),
        (CustomerModel.Kind, PaymentModel.Kind, PaymentModel.Customer, null),
        (CustomerModel.Kind, WriteOffModel.Kind, WriteOffModel.Customer, null),
        (CustomerModel.Kind, ReceivableDisputeModel.Kind, ReceivableDisputeModel.Customer, null),
        (CustomerModel.Kind, DunningNoticeModel.Kind, DunningNoticeModel.Customer, null),
        (CustomerModel.Kind, CreditAccountModel.Kind, CreditAccountModel.Customer, null),
        (CustomerModel.Kind, CreditAccountModel.Kind, CreditAccountModel.Head, null),
        (CustomerModel.Kind, CreditReservationModel.Kind, CreditReservationModel.Customer, null),
        (CustomerModel.Kind, CreditDecisionModel.Kind, CreditDecisionModel.Customer, null),
        (CustomerModel.Kind, CreditEvidenceModel.Kind, CreditEvidenceModel.Customer, null),
        (CustomerModel.Kind, CreditStatementModel.Kind, CreditStatementModel.Customer, null),
        (CustomerModel.Kind, CreditAssessmentModel.Kind, CreditAssessmentModel.Customer, null),
        (CustomerModel.Kind, CreditCaseModel.Kind, CreditCaseModel.Customer, null),
        (CustomerModel.Kind, PointsAccountModel.Kind, PointsAccountModel.Customer, null),
        (CustomerModel.Kind, RewardRedemptionModel.Kind, RewardRedemptionModel.Customer, null),
        (CustomerModel.Kind, CouponModel.Kind, CouponModel.Customer, null),
        (CustomerModel.Kind, CouponUseModel.Kind, CouponUseModel.Customer, null),
        (CustomerModel.Kind, EntitlementModel.Kind, EntitlementModel.Customer, null),
        (CustomerModel.Kind, EntitlementUseModel.Kind, EntitlementUseModel.Customer, null),
        (CustomerModel.Kind, ReferralCodeModel.Kind, ReferralCodeModel.Customer, null),
        (CustomerModel.Kind, ReferralModel.Kind, ReferralModel.Referrer, null),
        (CustomerModel.Kind, ReferralModel.Kind, ReferralModel.Referred, null),
        (CustomerModel.Kind, LoyaltyMembershipModel.Kind, LoyaltyMembershipModel.Customer, null),
        (CustomerModel.Kind, PointsEarningModel.Kind, PointsEarningModel.Customer, null),
        (CustomerModel.Kind, TierDecisionModel.Kind, TierDecisionModel.Customer, null),
        (CustomerModel.Kind, LossReasonModel.Kind, LossReasonModel.Customer, null),
        (CustomerModel.Kind, WinBackCaseModel.Kind, WinBackCaseModel.Customer, null),
        (CustomerModel.Kind, LoyaltyEvidenceModel.Kind, LoyaltyEvidenceModel.Customer, null),
        (CustomerModel.Kind, LoyaltyAssessmentModel.Kind, LoyaltyAssessmentModel.Customer, null),
        (CustomerModel.Kind, SurveyRequestModel.Kind, SurveyRequestModel.Customer, null),
        (CustomerModel.Kind, SurveyAnswerModel.Kind, SurveyAnswerModel.Customer, null),
        (CustomerModel.Kind, EventInvitationModel.Kind, EventInvitationModel.Customer, null),
        (CustomerModel.Kind, CampaignMemberModel.Kind, CampaignMemberModel.Customer, null),
        (CustomerModel.Kind, ConsentModel.Kind, ConsentModel.Customer, null),
        (CustomerModel.Kind, ContactPersonModel.Kind, ContactPersonModel.Enterprise, null),
        (CustomerModel.Kind, ContactPersonModel.Kind, ContactPersonModel.Individual, null),
        (CustomerModel.Kind, CrmTaskModel.Kind, CrmTaskModel.Customer, null),
        (CustomerModel.Kind, NeedModel.Kind, NeedModel.Customer, null),
        (CustomerModel.Kind, OwnedItemModel.Kind, OwnedItemModel.Customer, null),
        (CustomerModel.Kind, InvestmentModel.Kind, InvestmentModel.Customer, null),
        (CustomerModel.Kind, RelationModel.Kind, RelationModel.From, null),
        (CustomerModel.Kind, RelationModel.Kind, RelationModel.To, null),
        (OrderModel.Kind, InvoiceModel.Kind, InvoiceModel.Order, null),
        (OrderModel.Kind, CreditReservationModel.Kind, CreditReservationModel.Order, null),
        (OrderModel.Kind, CreditDecisionModel.Kind, CreditDecisionModel.Order, null),
        (OrderModel.Kind, OwnedItemModel.Kind, OwnedItemModel.Order, null),
        (ContactPersonModel.Kind, InteractionModel.Kind, InteractionModel.ContactPerson, null),
        (CrmTaskModel.Kind, CrmTaskModel.Kind, CrmTaskModel.Series, null),
        (null, CrmTaskModel.Kind, CrmTaskModel.About, CrmTaskModel.AboutKind),
        (null, InvestmentModel.Kind, InvestmentModel.Source, InvestmentModel.SourceKind),
    ];

    private readonly (KindModel? Named, KindModel Kind, FieldId Field, FieldId? KindField)[] _fields =
    [
        .. Known,
        .. (further ?? []).Where(static kind => kind.HistoryKept && kind.HasField(Customer) && kind.Field(Customer) is { Indexed: true, Type: FieldType.Id } && !Known.Any(known => known.Kind.Kind == kind.Kind))
            .Select(static kind => (CustomerModel.Kind, kind, Customer, (FieldId?)null)),
    ];

    /// <summary>Calls back with each record that names one of some, but for returns, which have no index by their sale (<see cref="ReturnsAsync"/>).</summary>
    /// <param name="kind">The kind of the named ones.</param>
    /// <param name="records">The named ones.</param>
    /// <param name="found">Told the named record, and which one names it.</param>
    /// <param name="cancellationToken">Stops between pages.</param>
    public async Task FindAsync(RecordKind kind, IReadOnlyCollection<RecordId> records, Action<RecordId, RecordRef> found, CancellationToken cancellationToken)
    {
        foreach ((_, KindModel naming, FieldId field, FieldId? kindField) in _fields.Where(entry => entry.Named is null || entry.Named.Kind == kind))
        {
            foreach (RecordId[] some in records.Chunk(PageSize))
            {
                Condition named = Condition.IsIn(field, [.. some.Select(static id => FieldValue.Of(id))]);
                await ScanAsync(naming, named, kindField is { } by ? [field, by] : [field], kindField is null ? null : kind.Name, found, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Calls back with every return and the sale that it takes back: reads two columns of all orders.</summary>
    /// <param name="found">Told the sale, and its return.</param>
    /// <param name="cancellationToken">Stops between pages.</param>
    public Task ReturnsAsync(Action<RecordId, RecordRef> found, CancellationToken cancellationToken) =>
        ScanAsync(OrderModel.Kind, Condition.Has(OrderModel.ReturnOf), [OrderModel.ReturnOf], null, found, cancellationToken);

    private Task ScanAsync(KindModel naming, Condition where, FieldId[] fields, string? kindName, Action<RecordId, RecordRef> found, CancellationToken cancellationToken)
    {
        FieldType[] types = kindName is null ? [FieldType.Id, FieldType.Id] : [FieldType.Id, FieldType.Id, FieldType.Text];
        return ColumnScan.RunAsync(store, new StoreQuery(tenant, naming.Kind) { Where = where }, naming, ["id", .. fields], types, Take, cancellationToken);

        ValueTask Take(ColumnBatch batch, CancellationToken token)
        {
            for (int row = 0; row < batch.Count; row++)
            {
                if (kindName is null || batch.Texts(2)[row] == kindName)
                {
                    found(new RecordId(batch.Ids(1)[row]), new RecordRef(naming.Kind, new RecordId(batch.Ids(0)[row])));
                }
            }

            return ValueTask.CompletedTask;
        }
    }
}
