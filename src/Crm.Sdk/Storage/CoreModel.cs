using Crm.Sdk.Billing;
using Crm.Sdk.Campaigns;
using Crm.Sdk.Care;
using Crm.Sdk.Classification;
using Crm.Sdk.Credit;
using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Events;
using Crm.Sdk.History;
using Crm.Sdk.Labels;
using Crm.Sdk.Lifecycle;
using Crm.Sdk.Loyalty;
using Crm.Sdk.Notifications;
using Crm.Sdk.Orders;
using Crm.Sdk.Organization;
using Crm.Sdk.Privacy;
using Crm.Sdk.Products;
using Crm.Sdk.Recommendation;
using Crm.Sdk.Scheduling;
using Crm.Sdk.Segments;
using Crm.Sdk.Service;
using Crm.Sdk.Surveys;
using Crm.Sdk.Tasks;
using Crm.Sdk.Value;

namespace Crm.Sdk.Storage;

/// <summary>The kinds of records that the SDK itself brings.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class CoreModel
{
    /// <summary>The catalogue of a host: the kinds of the SDK, the customer's with the host's attributes, and further kinds.</summary>
    /// <param name="attributes">The attributes of customers.</param>
    /// <param name="further">The kinds of the host and its plugins.</param>
    /// <exception cref="CrmException">CRM2023: two kinds have one name or one type.</exception>
    public static ModelCatalogue Of(AttributeCatalogue attributes, IEnumerable<KindModel> further)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        ArgumentNullException.ThrowIfNull(further);
        return new ModelCatalogue(Kinds.Select(kind => kind == CustomerModel.Kind ? CustomerModel.With(attributes.All) : kind).Concat(further));
    }

    /// <summary>All of them, the customer's with no attributes declared.</summary>
    public static IReadOnlyList<KindModel> Kinds { get; } =
    [
        CustomerModel.Kind,
        OrderModel.Kind,
        RevisionModel.Kind,
        AuditModel.Kind,
        EventModel.Kind,
        LabelModel.Kind,
        ClassificationModel.Run,
        ClassificationModel.State,
        Clustering.ClusteringModel.Kind,
        Import.ImportRunModel.Kind,
        OutboxModel.Kind,
        SuppressionModel.Kind,
        ContactLogModel.Kind,
        ConsentModel.Kind,
        ConsentStandingModel.Kind,
        MessageTemplateModel.Kind,
        CarePlanModel.Kind,
        CareOccurrenceModel.Kind,
        ScheduleStateModel.Kind,
        ScheduledOccurrenceModel.Kind,
        SurveyModel.Kind,
        SurveyRequestModel.Kind,
        SurveyAnswerModel.Kind,
        CustomerEventModel.Kind,
        EventInvitationModel.Kind,
        CampaignModel.Kind,
        CampaignMemberModel.Kind,
        EmployeeModel.Kind,
        ProductModel.Kind,
        ProductRelationModel.Kind,
        ContactPersonModel.Kind,
        RelationModel.Kind,
        NeedModel.Kind,
        OwnedItemModel.Kind,
        InvestmentModel.Kind,
        ServicePolicyModel.Kind,
        InteractionModel.Kind,
        CrmTaskModel.Kind,
        InvoiceModel.Kind,
        PaymentModel.Kind,
        WriteOffModel.Kind,
        ReceivableDisputeModel.Kind,
        DunningNoticeModel.Kind,
        CreditAccountModel.Kind,
        CreditReservationModel.Kind,
        CreditDecisionModel.Kind,
        CreditEvidenceModel.Kind,
        CreditStatementModel.Kind,
        CreditAssessmentModel.Kind,
        CreditCaseModel.Kind,
        ProgrammeModel.Kind,
        PointsAccountModel.Kind,
        PointsTransactionModel.Kind,
        PointsLotModel.Kind,
        PointsHoldModel.Kind,
        RewardModel.Kind,
        RewardStockModel.Kind,
        RewardRedemptionModel.Kind,
        CouponModel.Kind,
        CouponUseModel.Kind,
        EntitlementModel.Kind,
        EntitlementUseModel.Kind,
        ReferralCodeModel.Kind,
        ReferralModel.Kind,
        LoyaltyMembershipModel.Kind,
        PointsEarningModel.Kind,
        EarningBudgetModel.Kind,
        TierDecisionModel.Kind,
        LoyaltyEvidenceModel.Kind,
        LoyaltyAssessmentModel.Kind,
        CustomerLifecycleModel.Kind,
        LossReasonModel.Kind,
        WinBackCaseModel.Kind,
        MergeModel.Kind,
        SegmentModel.Kind,
        ValueModel.Fit,
        ValueModel.Prediction,
        RecommendationModels.Kind,
        RecommendationModels.Part,
    ];
}
