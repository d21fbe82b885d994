using Crm.Sdk.Billing;
using Crm.Sdk.Care;
using Crm.Sdk.Credit;
using Crm.Sdk.Customers;
using Crm.Sdk.Lifecycle;
using Crm.Sdk.Loyalty;
using Crm.Sdk.Products;
using Crm.Sdk.Service;
using Crm.Sdk.Storage;
using Crm.Sdk.Surveys;
using Crm.Sdk.Tasks;

namespace Crm.Sdk.Timelines;

/// <summary>How what is kept about customers besides their orders stands on a timeline (SV-1). What has a date and no time of day stands at the beginning of its day, what has no date either where it was entered.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
internal static class ArchiveTimeline
{
    private const string EnteredAt = "created-at";

    public static IReadOnlyList<ITimelineSource> Sources { get; } =
    [
        new TimelineSource<Interaction>(InteractionModel.Kind, InteractionModel.Customer, InteractionModel.At, Show),
        new TimelineSource<CrmTask>(CrmTaskModel.Kind, CrmTaskModel.Customer, "closed-at", Show),
        new TimelineSource<Payment>(PaymentModel.Kind, PaymentModel.Customer, PaymentModel.ReceivedAt, Show),
        new TimelineSource<Invoice>(InvoiceModel.Kind, InvoiceModel.Customer, InvoiceModel.IssuedOn, Show),
        new TimelineSource<WriteOff>(WriteOffModel.Kind, WriteOffModel.Customer, WriteOffModel.Day, Show),
        new TimelineSource<ReceivableDispute>(ReceivableDisputeModel.Kind, ReceivableDisputeModel.Customer, ReceivableDisputeModel.OpenedOn, Show),
        new TimelineSource<DunningNotice>(DunningNoticeModel.Kind, DunningNoticeModel.Customer, DunningNoticeModel.Day, Show),
        new TimelineSource<CreditAccount>(CreditAccountModel.Kind, CreditAccountModel.Customer, EnteredAt, Show),
        new TimelineSource<CreditReservation>(CreditReservationModel.Kind, CreditReservationModel.Customer, EnteredAt, Show),
        new TimelineSource<CreditDecision>(CreditDecisionModel.Kind, CreditDecisionModel.Customer, CreditDecisionModel.At, Show),
        new TimelineSource<CreditEvidenceRecord>(CreditEvidenceModel.Kind, CreditEvidenceModel.Customer, CreditEvidenceModel.Date, Show),
        new TimelineSource<CreditStatementRecord>(CreditStatementModel.Kind, CreditStatementModel.Customer, CreditStatementModel.Date, Show),
        new TimelineSource<CreditAssessmentRecord>(CreditAssessmentModel.Kind, CreditAssessmentModel.Customer, CreditAssessmentModel.AsOf, Show),
        new TimelineSource<CreditCase>(CreditCaseModel.Kind, CreditCaseModel.Customer, CreditCaseModel.OpenedAt, Show),
        new TimelineSource<LossReason>(LossReasonModel.Kind, LossReasonModel.Customer, LossReasonModel.Date, Show),
        new TimelineSource<WinBackCase>(WinBackCaseModel.Kind, WinBackCaseModel.Customer, WinBackCaseModel.AssignedAt, Show),
        new TimelineSource<LoyaltyEvidence>(LoyaltyEvidenceModel.Kind, LoyaltyEvidenceModel.Customer, LoyaltyEvidenceModel.Date, Show),
        new TimelineSource<LoyaltyAssessmentRecord>(LoyaltyAssessmentModel.Kind, LoyaltyAssessmentModel.Customer, LoyaltyAssessmentModel.AsOf, Show),
        new TimelineSource<SurveyRequest>(SurveyRequestModel.Kind, SurveyRequestModel.Customer, SurveyRequestModel.AskedAt, Show),
        new TimelineSource<SurveyAnswer>(SurveyAnswerModel.Kind, SurveyAnswerModel.Customer, SurveyAnswerModel.At, Show),
        new TimelineSource<EventInvitation>(EventInvitationModel.Kind, EventInvitationModel.Customer, EnteredAt, Show),
        new TimelineSource<LoyaltyMembership>(LoyaltyMembershipModel.Kind, LoyaltyMembershipModel.Customer, LoyaltyMembershipModel.JoinedAt, Show),
        new TimelineSource<RewardRedemption>(RewardRedemptionModel.Kind, RewardRedemptionModel.Customer, RewardRedemptionModel.ReservedAt, Show),
        new TimelineSource<Coupon>(CouponModel.Kind, CouponModel.Customer, CouponModel.From, Show),
        new TimelineSource<CouponUse>(CouponUseModel.Kind, CouponUseModel.Customer, CouponUseModel.At, Show),
        new TimelineSource<Entitlement>(EntitlementModel.Kind, EntitlementModel.Customer, EntitlementModel.From, Show),
        new TimelineSource<EntitlementUse>(EntitlementUseModel.Kind, EntitlementUseModel.Customer, EntitlementUseModel.At, Show),
        new TimelineSource<Referral>(ReferralModel.Kind, ReferralModel.Referred, ReferralModel.ClaimedAt, static referral => Show(referral, "timeline.referred")),
        new TimelineSource<Referral>(ReferralModel.Kind, ReferralModel.Referrer, ReferralModel.ClaimedAt, static referral => Show(referral, "timeline.referrer")),
        new TimelineSource<Investment>(InvestmentModel.Kind, InvestmentModel.Customer, InvestmentModel.At, Show),
        .. Dated<Need>(NeedModel.Kind, NeedModel.Customer, NeedModel.LearntOn, Show),
        .. Dated<OwnedItem>(OwnedItemModel.Kind, OwnedItemModel.Customer, OwnedItemModel.BoughtOn, Show),
        new TimelineSource<ContactPerson>(ContactPersonModel.Kind, ContactPersonModel.Enterprise, EnteredAt, Show),
        .. Dated<Relation>(RelationModel.Kind, RelationModel.From, RelationModel.Since, Show),
        .. Dated<Relation>(RelationModel.Kind, RelationModel.To, RelationModel.Since, Show),
    ];

    /// <summary>Records by their day, and those without one by when they were entered.</summary>
    private static IEnumerable<ITimelineSource> Dated<T>(KindModel kind, FieldId customer, FieldId day, Func<T, TimelineItem?> show)
        where T : class =>
        [new TimelineSource<T>(kind, customer, day, show), new TimelineSource<T>(kind, customer, EnteredAt, show, Condition.HasNo(day))];

    private static TimelineItem Show(Interaction interaction)
    {
        string direction = interaction.Direction switch
        {
            InteractionDirection.Inbound => "inbound",
            InteractionDirection.Outbound => "outbound",
            _ => "open",
        };
        string[] texts = [.. new[] { interaction.Subject, interaction.Text, interaction.Outcome }.OfType<string>()];
        return TimelineItem.Of($"timeline.interaction.{direction}", $"interaction-type.{interaction.Type}") with { Text = texts.Length == 0 ? null : string.Join('\n', texts), By = interaction.Origin?.By };
    }

    private static TimelineItem? Show(CrmTask task)
    {
        string? text = task.State switch
        {
            TaskState.Done => "timeline.task.done",
            TaskState.Cancelled => "timeline.task.cancelled",
            _ => null, // not finished yet
        };
        return text is null ? null : TimelineItem.Of(text, Code(TaskTypes.List, task.Type)) with { Text = task.Result is null ? task.Title : $"{task.Title}\n{task.Result}", By = task.Origin?.By };
    }

    private static TimelineItem Show(Payment payment) => TimelineItem.Of("timeline.payment", payment.Amount, Code(PaymentMethods.List, payment.Method)) with { By = payment.Origin?.By };

    private static TimelineItem Show(Invoice invoice) => TimelineItem.Of("timeline.invoice", invoice.Key, invoice.Gross, invoice.IssuedOn) with { By = invoice.Origin?.By };

    private static TimelineItem Show(WriteOff writeOff) =>
        TimelineItem.Of("timeline.write-off", writeOff.Invoice, writeOff.Amount, Code(WriteOffReasons.List, writeOff.Reason)) with { Text = writeOff.Note, By = writeOff.Origin?.By };

    private static TimelineItem Show(ReceivableDispute dispute) =>
        TimelineItem.Of("timeline.receivable-dispute", dispute.Invoice, dispute.Amount, Code(DisputeReasons.List, dispute.Reason)) with { Text = dispute.Description, By = dispute.Origin?.By };

    private static TimelineItem Show(DunningNotice notice) =>
        TimelineItem.Of("timeline.dunning-notice", notice.Invoice, notice.Amount, Code(DunningActions.List, notice.Action), notice.Level) with { By = notice.Origin?.By };

    private static TimelineItem Show(CreditAccount account) => TimelineItem.Of("timeline.credit-account", account.Currency.Code) with { By = account.Origin?.By };

    private static TimelineItem Show(CreditEvidenceRecord record) => TimelineItem.Of(
        "timeline.credit-evidence", Code(CreditIndicators.List, record.Evidence.Indicator), record.Evidence.Value, Code(CreditSources.List, record.Evidence.Source)) with { Text = record.Evidence.Document, By = record.Origin?.By };

    private static TimelineItem Show(CreditStatementRecord record) => TimelineItem.Of("timeline.credit-statement", record.Statement.Date) with { Text = record.Statement.Document, By = record.Origin?.By };

    private static TimelineItem Show(CreditAssessmentRecord record) => TimelineItem.Of("timeline.credit-assessment", record.Grade.ToString(), record.Score) with { By = record.Origin?.By };

    private static TimelineItem Show(CreditCase opened) => TimelineItem.Of("timeline.credit-case", opened.Requested) with { By = opened.Origin?.By };

    private static TimelineItem Show(CreditReservation reservation) => TimelineItem.Of("timeline.credit-reservation", reservation.Amount) with { Text = reservation.ReleaseReason, By = reservation.Origin?.By };

    private static TimelineItem Show(CreditDecision decision) => TimelineItem.Of(
        decision.IsRelease ? "timeline.credit-release" : $"timeline.credit-decision.{decision.Outcome switch { CreditOutcome.Approve => "approve", CreditOutcome.Hold => "hold", _ => "refuse" }}", decision.Amount) with
    { Text = decision.Reason, By = decision.Origin?.By };

    private static TimelineItem Show(SurveyRequest request) => TimelineItem.Of(request.AnsweredAt is null ? "timeline.survey-asked" : "timeline.survey-answered", request.Survey) with { By = request.Origin?.By };

    private static TimelineItem Show(SurveyAnswer answer) => (answer is { Answer: { } value, Scale: { } scale }
        ? TimelineItem.Of("timeline.survey-answer", answer.Survey, answer.Question, value, scale)
        : TimelineItem.Of("timeline.survey-words", answer.Survey, answer.Question)) with { Text = answer.Text, By = answer.Origin?.By };

    private static TimelineItem Show(EventInvitation invitation) => TimelineItem.Of(
        $"timeline.event-{(invitation.AttendedAt is not null ? "attended" : invitation.Answer switch { InvitationAnswer.Accepted => "accepted", InvitationAnswer.Declined => "declined", _ => "invited" })}", invitation.Event) with { By = invitation.Origin?.By };

    private static TimelineItem Show(LossReason reason) => TimelineItem.Of(
        reason.Competitor is null ? "timeline.loss-reason" : "timeline.loss-reason-competitor", Code(LossReasons.List, reason.Reason), Code(LossSources.List, reason.Source), reason.Competitor ?? string.Empty) with
    { Text = reason.Note, By = reason.Origin?.By };

    private static TimelineItem Show(WinBackCase one) => TimelineItem.Of(one.IsHeldOut ? "timeline.win-back-held-out" : "timeline.win-back", one.Strategy, Code(WinBackActions.List, one.Action));

    private static TimelineItem Show(LoyaltyEvidence evidence) => TimelineItem.Of(
        "timeline.loyalty-evidence", Code(LoyaltyIndicators.List, evidence.Indicator), evidence.Answer, evidence.Scale, Code(LoyaltySources.List, evidence.Source)) with { Text = evidence.Document, By = evidence.Origin?.By };

    private static TimelineItem Show(LoyaltyAssessmentRecord record) =>
        TimelineItem.Of("timeline.loyalty-assessment", Code(LoyaltyTypes.List, record.Type), Code(LoyaltyCells.List, record.Cell)) with { By = record.Origin?.By };

    private static TimelineItem Show(LoyaltyMembership membership) =>
        TimelineItem.Of(membership.LeftAt is null ? "timeline.membership" : "timeline.membership-left", membership.Programme) with { By = membership.Origin?.By };

    private static TimelineItem Show(RewardRedemption redemption) =>
        TimelineItem.Of($"timeline.redemption.{redemption.State switch { RedemptionState.Reserved => "reserved", RedemptionState.Confirmed => "confirmed", RedemptionState.Cancelled => "cancelled", _ => "ran-out" }}", redemption.Reward, redemption.Points) with
        { Text = redemption.Reason, By = redemption.Origin?.By };

    private static TimelineItem Show(Coupon coupon) => TimelineItem.Of(coupon.VoidedAt is null ? "timeline.coupon" : "timeline.coupon-void", coupon.Used, coupon.Terms.Uses) with { By = coupon.Origin?.By };

    private static TimelineItem Show(CouponUse use) => TimelineItem.Of(use.ReturnedAt is null ? "timeline.coupon-use" : "timeline.coupon-returned", use.Discount, use.Total) with { By = use.Origin?.By };

    private static TimelineItem Show(Entitlement entitlement) => TimelineItem.Of("timeline.entitlement", entitlement.Privilege, Code(EntitlementSources.List, entitlement.Source)) with { By = entitlement.Origin?.By };

    private static TimelineItem Show(EntitlementUse use) =>
        TimelineItem.Of(use.TakenBackAt is null ? "timeline.entitlement-use" : "timeline.entitlement-use-taken-back", use.Privilege) with { Text = use.Note, By = use.Origin?.By };

    private static TimelineItem Show(Referral referral, string text) => TimelineItem.Of(text, Code(ReferralReasons.List, referral.Steps[^1].Reason)) with { By = referral.Origin?.By };

    private static TimelineItem Show(Investment investment) =>
        TimelineItem.Of("timeline.investment", Code(InvestmentTypes.List, investment.Type), investment.Amount) with { Text = investment.Description, By = investment.Origin?.By };

    private static TimelineItem Show(Need need) => TimelineItem.Of("timeline.need", Code(NeedChannels.List, need.Channel)) with { Text = need.Description, By = need.Origin?.By };

    private static TimelineItem Show(OwnedItem item) => TimelineItem.Of("timeline.owned-item", item.Product) with { Text = item.Serial, By = item.Origin?.By };

    private static TimelineItem Show(ContactPerson person) => TimelineItem.Of("timeline.contact-person") with { Text = person.Name.Full, By = person.Origin?.By };

    private static TimelineItem Show(Relation relation) => TimelineItem.Of("timeline.relation", Code(RelationTypes.List, relation.Type)) with { Text = relation.Role, By = relation.Origin?.By };

    /// <summary>A code of a list as its text is found; a dash where there is none.</summary>
    private static string Code(CodeList list, string? code) => code is null ? "–" : $"{list.Name}.{code}";
}
