using Crm.Sdk.Billing;
using Crm.Sdk.Campaigns;
using Crm.Sdk.Care;
using Crm.Sdk.Clustering;
using Crm.Sdk.Credit;
using Crm.Sdk.Customers;
using Crm.Sdk.Lifecycle;
using Crm.Sdk.Loyalty;
using Crm.Sdk.Notifications;
using Crm.Sdk.Orders;
using Crm.Sdk.Organization;
using Crm.Sdk.Privacy;
using Crm.Sdk.Products;
using Crm.Sdk.Scheduling;
using Crm.Sdk.Service;
using Crm.Sdk.Storage;
using Crm.Sdk.Surveys;
using Crm.Sdk.Tasks;
using Crm.Sdk.Value;
using NodaTime;

namespace Crm.Sdk.Tests.Storage;

/// <summary>Records of the archive's kinds that together have a value in every field.</summary>
internal static class KindSamples
{
    public static readonly CustomerId Acme = CustomerId.New();
    public static readonly CustomerId Ada = CustomerId.New();
    public static readonly Instant Noon = Instant.FromUtc(2026, 1, 2, 12, 0) + Duration.FromTicks(10);
    public static readonly LocalDate Day = new(2026, 1, 2);
    public static readonly Origin Origin = new(Noon, "ada", RecordId.New());

    public static Employee Employee { get; } = Sdk.Organization.Employee.Of("li", "李小龙") with
    {
        Email = "li@example.com", Phone = "+8613800138000", Title = "经理", Team = "east", Territory = "上海", Manager = "wang", ActiveFrom = Day, ActiveUntil = Day.PlusDays(1), Zone = "Asia/Shanghai",
    };

    public static Product Product { get; } = Sdk.Products.Product.Of("drill", "Drill 钻", UnitPrice.Of(99.5m, "CNY")) with
    {
        Category = "tools/power/drills", Cost = UnitPrice.Of(50.123456m, "CNY"), TaxRateMillionths = 130_000, IsActive = false, Attributes = [new("colour", "red")],
    };

    public static ProductRelation ProductRelation { get; } = Sdk.Products.ProductRelation.Of(ProductRelationTypes.Accessory, "drill", "bit") with { Key = "drill-bit", Quantity = 5 };

    public static ContactPerson ContactPerson { get; } = Sdk.Customers.ContactPerson.At(
        Acme,
        PersonName.Of("小龙", "李"),
        new ContactRole("buyer", "purchasing", DecisionPower.Buyer, Day, Day.PlusDays(9)),
        new ContactRole("head", null, DecisionPower.DecisionMaker, Day.PlusDays(10))) with
    {
        Key = "p1", Individual = Ada, Birth = BirthDate.Lunar(1987, 6, 15, leapMonth: true), Email = "li@example.com", Phone = "+8613800138000", ContactPoints = [new(ContactPointKind.Other, "li", "微信")],
        Language = "zh-Hans", Notes = "likes tea",
    };

    public static Relation Relation { get; } = Sdk.Customers.Relation.Between(RelationTypes.Subsidiary, Acme, Ada, Day) with { Key = "r1", Role = "branch", Until = Day.PlusDays(1) };

    public static Need Need { get; } = Sdk.Customers.Need.Of(Acme, "a quiet drill", NeedChannels.ServiceStaff) with
    {
        Key = "n1", Level = NeedLevel.Side, Intensity = 5, Specification = "below 60 dB", Expectation = "by May", ConfirmedOn = Day, ConfirmedBy = "li", LearntOn = Day, Product = "drill", Step = NeedSteps.CoreNeed,
    };

    public static OwnedItem OwnedItem { get; } = Sdk.Products.OwnedItem.Of(Acme, "drill", "S-1") with
    {
        Key = "o1", BoughtOn = Day, Order = OrderId.New(), WarrantyEnd = Day.PlusYears(2), MaintenanceInterval = Period.FromMonths(6), LastMaintenance = Day.PlusDays(3), UsageNotes = "daily",
    };

    public static Investment Investment { get; } = Sdk.Customers.Investment.Of(Acme, InvestmentTypes.Gift, Money.Of(88.8m, "CNY"), Noon) with
    {
        Key = "i1", Employee = "li", Description = "tea", Source = new RecordRef(CrmTaskModel.Kind.Kind, TaskId.New()),
    };

    public static Interaction Interaction { get; } = Sdk.Service.Interaction.Of(Acme, InteractionTypes.Call, Noon) with
    {
        Key = "c1", Length = Duration.FromMinutes(3), Phase = InteractionPhase.AfterSale, Direction = InteractionDirection.Outbound, Initiative = InteractionInitiative.Reactive,
        Channel = InteractionChannels.Phone, Employee = "li", Department = "service", ContactPerson = ContactPersonId.New(), Subject = "noise", Text = "It hums.\nStill.", Outcome = "repair", NextStep = "send", Thread = "t1",
    };

    public static CrmTask Appointment { get; } = CrmTask.Of("li", "Visit", Acme) with
    {
        Key = "t1", About = new RecordRef(OwnedItemModel.Kind.Kind, OwnedItem.Id), Type = TaskTypes.Visit, Notes = "bring tea", Due = Noon, Start = Noon, End = Noon + Duration.FromHours(1), Zone = "Asia/Shanghai",
        Reminder = Duration.FromMinutes(15), Recurrence = RecurrenceRule.Parse("FREQ=MONTHLY;BYDAY=-1FR;COUNT=8"), Priority = 1, State = TaskState.Done, ClosedAt = Noon, Result = "sold", Cost = Money.Of(12.34m, "CNY"), Series = TaskId.New(), Planned = new LocalDateTime(2026, 1, 2, 3, 4, 5),
    };

    public static CrmTask AllDayTask { get; } = CrmTask.Of("li", "Call", Acme) with { DueOn = Day };

    public static Invoice Invoice { get; } = Sdk.Billing.Invoice.Of("F-1", Acme, Day, Money.Of(100m, "CNY"), Money.Of(13m, "CNY")) with { Order = OrderId.New(), DueOn = Day.PlusDays(30), Status = InvoiceStatuses.PartlyPaid };

    public static Payment Payment { get; } = Sdk.Billing.Payment.Of("P-1", Acme, Noon, Money.Of(80m, "CNY"), new PaymentAllocation("F-1", Money.Of(50m, "CNY")), new PaymentAllocation("F-2", Money.Of(10m, "CNY"))) with
    {
        Method = PaymentMethods.WeChatPay, Reference = "F-1", ClearsOn = Day.PlusDays(90), RevokedAt = Noon + Duration.FromDays(9),
    };

    public static Invoice CreditNote { get; } = Sdk.Billing.Invoice.Of("G-1", Acme, Day, Money.Of(-40m, "CNY")) with { Settles = [new("F-1", Money.Of(30m, "CNY")), new("F-2", Money.Of(10m, "CNY"))], Corrects = "F-1", Postings = 2 };

    public static WriteOff WriteOff { get; } = Sdk.Billing.WriteOff.Of(Acme, "F-1", Money.Of(3m, "CNY"), Day, WriteOffReasons.SmallBalance) with { Key = "w1", ApprovedBy = "wang", Note = "a rest of 3" };

    public static ReceivableDispute Dispute { get; } = ReceivableDispute.Of(Acme, "F-1", Money.Of(20m, "CNY"), DisputeReasons.Quality, Day) with
    {
        Key = "d1", SettledOn = Day.PlusDays(5), Outcome = DisputeOutcomes.PartlyUpheld, Description = "It hums.",
    };

    public static DunningNotice Notice { get; } = new()
    {
        Id = DunningNoticeId.New(), Customer = Acme, Invoice = "F-1", Procedure = "standard", Level = 2, Action = DunningActions.Call, Day = Day.PlusDays(60), Amount = Money.Of(53m, "CNY"),
    };

    public static CreditAccount CreditAccount { get; } = Sdk.Credit.CreditAccount.Of(Acme, Currency.Cny) with
    {
        Limits = [new(Money.Of(900m, "CNY"), Day, "grade B", "ada", "bob") { Until = Day.PlusDays(9), IsTemporary = true, Grade = CreditGrade.B, Formula = LimitFormulas.Peer }],
        Securities = [new(SecurityTypes.Insurance, Money.Of(500m, "USD"), Day) { Until = Day.PlusYears(1), ShareMillionths = 900_000, Reference = "P-7" }],
        TermDays = 30, ReviewOn = Day.PlusYears(1), Blocked = "insolvent", Head = Ada, Sequence = 3, LastDecision = CreditDecisionId.New(),
    };

    public static CreditReservation Reservation { get; } = new()
    {
        Id = CreditReservationId.New(), Order = OrderId.New(), Customer = Acme, Amount = Money.Of(80m, "CNY"), Decision = CreditDecisionId.New(), ReleasedBy = "bob", ReleaseReason = "a promise to pay",
        ReleasedUntil = Day.PlusDays(5), ClosedAt = Noon, CloseReason = "the rest is not delivered",
    };

    public static CreditDecision Decision { get; } = new()
    {
        Id = CreditDecisionId.New(), Customer = Acme, Order = OrderId.New(), Amount = Money.Of(80m, "CNY"), Outcome = CreditOutcome.Approve, IsRelease = true, Reason = "a promise to pay", At = Noon,
        RuleSet = "acme.rules", RuleVersion = 2, Rules = "{}", Input = "{}", Answer = "{}",
    };

    public static Order Order { get; } = Sdk.Orders.Order.Place(Acme, Noon, OrderLine.Of("drill", 2, UnitPrice.Of(99.5m, "CNY")) with { Cost = Money.Of(100m, "CNY"), OriginalLine = 0 }) with
    {
        Key = "A-1", Channel = "shop", Region = "east", PromisedAt = Noon, ShippedAt = Noon + Duration.FromHours(1), DeliveredAt = Noon + Duration.FromHours(2), AcceptedAt = Noon + Duration.FromHours(3), ReturnOf = OrderId.New(),
    };

    public static ValueModelFit Fit { get; } = new()
    {
        Id = RecordId.New(), Model = ValueModelNames.BgNbd, AsOf = Noon, Zone = "Asia/Shanghai", Unit = TimeUnit.Week, Currency = "CNY", FittedAt = Noon, LogLikelihood = -9582.4292, Customers = 2357, Rows = 1200, Iterations = 31,
        Converged = true, Parameters = [new("r", 0.2426, 0.0126), new("alpha", 4.4136, null)], Warnings = [new(FitWarnings.AmountsUnknown, [3])],
    };

    public static ValuePrediction Prediction { get; } = new()
    {
        Id = ValuePrediction.IdOf(Acme, ValueModelNames.BgNbd), Customer = Acme, Model = ValueModelNames.BgNbd, Version = 1, Fit = Fit.Id, SpendFit = RecordId.New(), AsOf = Noon, PredictedAt = Noon, HorizonMillionths = 364_000_000,
        DiscountMillionths = 100_000, AliveMillionths = 968_852, PurchasesMillionths = 1_226_904, Spend = Money.Of(35.12m, "CNY"), Value = Money.Of(-0.01m, "CNY"),
    };

    public static StoredClusters Clusters { get; } = new()
    {
        Id = RecordId.New(), Dimension = "style", Version = 2, AsOf = Noon, Zone = "Asia/Shanghai", KeptAt = Noon,
        Model = new ClusterModel
        {
            Clusterer = "crm.k-means", Seed = ulong.MaxValue, Facts = ["netSpend", "orders"], Currency = "CNY", Middles = [1.0 / 3, 2], Scales = [1, 0.1], Centres = [[0.5, -1.25], [1e300, 0]], Sizes = [7, 1], Inertia = 0.1 + 0.2,
            Silhouette = 0.75, SilhouetteSample = 8,
        },
    };

    public static CreditEvidenceRecord Evidence { get; } = CreditEvidenceRecord.Of(Acme, new CreditEvidence
    {
        Indicator = CreditIndicators.DaysLate, Value = 0.1 + 0.2, Date = Day, Source = CreditSources.Bank, Reliability = 0.7, Investigation = CreditInvestigations.Payments, Investigator = "li", Document = "报告 7",
    }) with { Key = "e1" };

    public static CreditStatementRecord Statement { get; } = CreditStatementRecord.Of(Acme, new FinancialStatement
    {
        Date = Day, Currency = Currency.Cny, Reliability = 0.9, Document = "2025", CurrentAssets = 100.01m, Inventory = 0m, CurrentLiabilities = 50m, TotalAssets = 300m, TotalLiabilities = 120m, RetainedEarnings = -7.5m, Ebit = 20m,
        Interest = 1m, Sales = 400m, Equity = 180m, MarketValueOfEquity = 1_000_000_000_000.25m,
    }) with { Key = "s1" };

    public static CreditAssessmentRecord Assessment { get; } = new()
    {
        Id = CreditAssessmentId.New(), Customer = Acme, Model = "crm.six-c", ModelVersion = 1, Policy = "crm.standard", PolicyVersion = 2, AsOf = Day, ValidUntil = Day.PlusDays(365), Grade = CreditGrade.B, ScoreMillionths = 74_123_456,
        ConfidenceMillionths = 850_000, Limit = Money.Of(270_000m, "CNY"), TermDays = 45, Input = "{}",
    };

    public static CreditCase Case { get; } = new()
    {
        Id = CreditCaseId.New(), Customer = Acme, Requested = Money.Of(100m, "CNY"), OpenedAt = Noon,
        Steps = [new("system", "ada", Noon, "规则 v1"), new("organisation", "ada", Noon, null), new("collect", "li", Noon, null), new("assess", "wu", Noon, null), new("grade", "wu", Noon, null)],
        Assessment = CreditAssessmentId.New(), Grade = CreditGrade.C, OverrideReason = "new owner", OverrideApprovedBy = "bob", Limit = Money.Of(80m, "CNY"), TermDays = 30,
    };

    public static CreditCase ProposedCase { get; } = Case with
    {
        Id = CreditCaseId.New(), Grade = null, OverrideApprovedBy = null, ProposedGrade = CreditGrade.C, ProposedBy = "wu", Roles = [new("credit-analyst", "wu")],
        Steps = [.. Case.Steps.Take(4)],
    };

    public static SavedProgramme Programme { get; } = new()
    {
        Id = RecordId.New(), Code = "club", Version = 2,
        Programme = new LoyaltyProgramme
        {
            Code = "club", TitleEn = "Club", TitleZh = "会员俱乐部", Zone = "Asia/Shanghai",
            Wallets = [new PointsWallet { Code = "points", Expiry = new PointsExpiry(12, ExpiryUnit.Month, ExpiryRounding.Quarter), PendingDays = 14, Returns = ReturnPolicy.Negative, GraceDays = 7, HoldMinutes = null, IsTransferable = false }],
            Enrolment = LoyaltyEnrolment.ByRequest, BackdatedDays = 7,
            Earning = [new EarningRule { Code = "spend", Points = 1, Per = 10.5m, Currency = "CNY", Categories = ["food"], From = Day, Weekdays = [IsoDayOfWeek.Friday], Caps = [new(EarningCapScope.Month, 500)] }],
            Tiers = new TierLadder { Measure = TierMeasure.Spend, Currency = "CNY", Months = 6, Tiers = [new() { Code = "base", Minimum = 0 }, new() { Code = "gold", Minimum = 1_000, EarningFactor = 1.5m, Privileges = ["lounge"] }, new() { Code = "vip" }] },
        },
    };

    public static PointsAccount PointsAccount { get; } = new()
    {
        Id = PointsAccountId.Of("club", "points", Acme), Customer = Acme, Programme = "club", Wallet = "points", Available = 70, Pending = 20, Held = 10, Issued = 160, Redeemed = 50, Expired = 20, Adjusted = 7, Transferred = 3,
        Sequence = 9, Head = new string('a', 64), AsOf = Noon, NextDue = Noon + Duration.FromDays(3),
    };

    public static PointsTransaction PointsTransaction { get; } = new()
    {
        Id = PointsTransactionId.Of("club", "A-1/earn"), Account = PointsAccount.Id, Customer = Acme, Programme = "club", Wallet = "points", Sequence = 9, Key = "A-1/earn", Kind = PointsTransactionKind.Hold,
        OccurredAt = Noon - Duration.FromHours(1), At = Noon, Points = 0, Entries = [new(PointsLedgerAccount.Available, -10, PointsLotId.New()), new(PointsLedgerAccount.Held, 10, PointsLotId.New())], Reference = "A-1", Reason = "a gift",
        Reverses = PointsTransactionId.New(), Hold = PointsHoldId.Of("club", "A-1/earn"), Counterpart = PointsTransactionId.New(), Fingerprint = new string('b', 64), Hash = new string('c', 64),
    };

    public static PointsLot PointsLot { get; } = new()
    {
        Id = PointsLotId.New(), Account = PointsAccount.Id, Customer = Acme, Source = PointsTransaction.Id, Before = PointsLotId.New(), Points = 50, Remaining = 20, Held = 10, Lapsed = 5, EarnedAt = Noon,
        MaturesAt = Noon + Duration.FromDays(14), ExpiresOn = Day.PlusYears(1),
    };

    public static PointsHold PointsHold { get; } = new()
    {
        Id = PointsHoldId.Of("club", "A-1/hold"), Account = PointsAccount.Id, Customer = Acme, Key = "A-1/hold", Source = PointsTransaction.Id, Points = 10, Parts = [new(PointsLot.Id, 10)], Until = Noon, State = PointsHoldState.Captured,
        Captured = 4,
    };

    public static PointsHold OpenHold { get; } = PointsHold with { Id = PointsHoldId.Of("club", "A-2/hold"), State = PointsHoldState.Open, Captured = 0 };

    public static Reward Goods { get; } = new()
    {
        Code = "mug", Kind = RewardKind.Goods, TitleEn = "Mug", TitleZh = "马克杯", Programme = "club", Wallet = "points", Points = 500, Tiers = ["gold", "silver"], From = Day, Until = Day.PlusDays(30), LimitPerMember = 2, ReserveMinutes = 15,
    };

    public static Reward MoneyOff { get; } = new() { Code = "cash", Kind = RewardKind.MoneyOff, Rate = UnitPrice.Of(0.008m, "CNY") };

    public static Reward CouponReward { get; } = new()
    {
        Code = "ten-off", Kind = RewardKind.Coupon, Points = 80, Coupon = new CouponTerms { Off = Money.Of(10m, "CNY"), Minimum = Money.Of(100m, "CNY"), Uses = 3, Days = 30, IsBound = false },
    };

    public static Reward ShareReward { get; } = new() { Code = "tenth-off", Kind = RewardKind.Coupon, Points = 90, Coupon = new CouponTerms { ShareMillionths = 100_000 } };

    public static Reward PrivilegeReward { get; } = new() { Code = "lounge-4", Kind = RewardKind.Privilege, Points = 4_000, Privilege = new PrivilegeTerms("lounge", 4, 365) };

    public static RewardStock Stock { get; } = new() { Reward = RewardId.Of("mug"), Left = 7, Reserved = 2, Given = 11 };

    public static RewardRedemption Redemption { get; } = new()
    {
        Key = "R-1", Customer = Acme, Reward = "cash", Kind = RewardKind.MoneyOff, Programme = "club", Wallet = "points", Points = 1_250, Value = Money.Of(10m, "CNY"), Offered = 2_000, Total = Money.Of(10m, "CNY"), TakesStock = true,
        Reference = "A-1", State = RedemptionState.Cancelled, ReservedAt = Noon, Until = Noon + Duration.FromMinutes(15), ConfirmedAt = Noon + Duration.FromMinutes(1), EndedAt = Noon + Duration.FromDays(1), Reason = "changed mind",
        Coupon = CouponId.Of("reward/R-1"), Entitlement = EntitlementId.Of("reward/R-1"),
    };

    public static RewardRedemption OpenRedemption { get; } = Redemption with { Key = "R-2", State = RedemptionState.Reserved, ConfirmedAt = null, EndedAt = null, Reason = null, Coupon = null, Entitlement = null };

    public static Coupon Coupon { get; } = new()
    {
        Key = "reward/R-1", Code = "0123456789ABCDEFGHJK", Terms = new CouponTerms { ShareMillionths = 150_000, Uses = 2 }, Customer = Acme, From = Noon, Until = Noon + Duration.FromDays(30), Used = 1, VoidedAt = Noon + Duration.FromDays(2),
    };

    public static Coupon BearerCoupon { get; } = new() { Key = "promo/1", Code = "0123456789ABCDEFGHJM", Terms = CouponReward.Coupon!, From = Noon };

    public static CouponUse CouponUse { get; } = new()
    {
        Key = "A-7", Coupon = Coupon.Id, Customer = Acme, Total = Money.Of(99.9m, "CNY"), Discount = Money.Of(14.98m, "CNY"), At = Noon, ReturnedAt = Noon + Duration.FromDays(1),
    };

    public static Entitlement Entitlement { get; } = new()
    {
        Key = "gold/2026/acme", Customer = Acme, Privilege = "lounge", Source = EntitlementSources.Tier, Count = 4, From = Noon, Until = Noon + Duration.FromDays(365), Used = 3, WithdrawnAt = Noon + Duration.FromDays(100),
    };

    public static EntitlementUse EntitlementUse { get; } = new()
    {
        Key = "PVG-1", Entitlement = Entitlement.Id, Customer = Acme, Privilege = "lounge", At = Noon, Note = "浦东机场", TakenBackAt = Noon + Duration.FromHours(1),
    };

    public static ReferralCode ReferralCode { get; } = new() { Programme = "club", Customer = Acme, Code = "0123ABCD", Claims = 5 };

    public static Referral Referral { get; } = new()
    {
        Programme = "club", Referrer = Acme, Referred = CustomerId.New(), Code = "0123ABCD", ClaimedAt = Noon, State = ReferralState.Pending, Flag = ReferralReasons.ManyPerDay, Decision = true, Order = OrderId.New(),
        DueAt = Noon + Duration.FromDays(30), Rounds = 1,
        Terms = new ReferralTerms { Wallet = "points", ReferrerPoints = 300, ReferredPoints = 0, ReturnDays = 14, Minimum = Money.Of(50m, "CNY"), ReviewFromPerDay = 3, ReviewFromPerMonth = null },
        Steps = [new(ReferralState.Claimed, Noon, ReferralReasons.Claimed), new(ReferralState.Pending, Noon + Duration.FromHours(1), ReferralReasons.Purchased, "seen")],
    };

    public static Referral FlaggedReferral { get; } = Referral with
    {
        Referred = CustomerId.New(), State = ReferralState.Review, Decision = null, Terms = new ReferralTerms(), Steps = [new(ReferralState.Review, Noon, ReferralReasons.ManyPerMonth)],
    };

    public static LoyaltyMembership Membership { get; } = LoyaltyMembership.Of("club", Acme, Noon) with { LeftAt = Noon + Duration.FromDays(9), Number = "M-1" };

    public static PointsEarning Earning { get; } = new()
    {
        Id = PointsEarningId.Of("club", EarningSource.Order, RecordId.New()), Customer = Acme, Programme = "club", ProgrammeVersion = 2, Source = EarningSource.Order, Document = RecordId.New(), Reference = "A-1", OccurredAt = Noon,
        Tier = "gold", Parts = [new() { Rule = "spend", Wallet = "points", Line = 1, Base = 12_345, Back = 45, Factor = 1_250_000, Points = 15, Cut = 3, Cap = EarningCapScope.Month }, new() { Rule = "review", Wallet = "points", Points = 5 }],
        Postings = [new("order/1/1", "points", 20, 2)], Changes = 2, Digest = new string('a', 64), ReturnsDigest = new string('b', 64),
    };

    public static PointsEarning Unearned { get; } = Earning with { Id = PointsEarningId.Of("club", EarningSource.Order, RecordId.New()), Outcome = EarningOutcomes.BeforeEnrolment, Parts = [], Postings = [], Digest = string.Empty, ReturnsDigest = null };

    public static EarningBudget Budget { get; } = new() { Id = EarningBudget.IdOf("club", "spend"), Programme = "club", Rule = "spend", Points = 4_000 };

    public static TierDecision TierDecision { get; } = new()
    {
        Id = TierDecisionId.Of("club", Acme, 3), Customer = Acme, Programme = "club", ProgrammeVersion = 2, Number = 3, At = Noon, Move = TierMove.Invited, Before = "silver", SinceBefore = Day, EndsBefore = Day.PlusYears(1), JoinedOn = Day.PlusYears(-1),
        Measured = 1_200, MeasuredFrom = Day, Reached = "silver", Since = Day, Ends = Day.PlusYears(1), Invited = "vip", InvitedUntil = Day.PlusDays(9), Tier = "vip", Reason = "long a friend of the house",
    };

    public static LoyaltyEvidence Answer { get; } = LoyaltyEvidence.Of(Acme, LoyaltyIndicators.Trust, AnswerScales.Percent, 33.3, Day) with { Key = "l1", Source = LoyaltySources.Interview, Investigator = "li", Document = "问卷 7" };

    public static LoyaltyAssessmentRecord Loyalty { get; } = new()
    {
        Id = LoyaltyAssessmentId.New(), Customer = Acme, Policy = "crm.standard", PolicyVersion = 1, AsOf = Day, IndexMillionths = 74_123_456, ConfidenceMillionths = 850_000, AttitudeMillionths = 600_001, BehaviourMillionths = 0,
        Type = LoyaltyTypes.Latent, Cell = LoyaltyCells.Latent, Input = "{}",
    };

    public static CustomerLifecycle Lifecycle { get; } = new()
    {
        Id = CustomerLifecycle.IdOf(Acme), Customer = Acme, Definition = "crm.standard", DefinitionVersion = 2, Zone = "Asia/Shanghai", AsOf = Noon,
        Changes =
        [
            new(LifecycleStages.Potential, RelationshipPhases.Exploration, Noon - Duration.FromDays(9), StageCause.Begin),
            new("acme.trying", "acme.trial", Noon - Duration.FromDays(2), StageCause.Fact, "acme.trial", new RecordRef(new RecordKind("acme.trial"), RecordId.New())),
            new(LifecycleStages.Target, RelationshipPhases.Exploration, Noon, StageCause.Time),
        ],
    };

    public static LossReason Loss { get; } = LossReason.Of(Acme, LossReasons.Competitor, Day) with { Key = "x1", Competitor = "Globex", Source = LossSources.Records, Investigator = "li", Note = "便宜一成" };

    public static WinBackCase WinBack { get; } = new()
    {
        Id = WinBackCase.IdOf(Acme, Noon), Customer = Acme, LostAt = Noon, Strategy = "offer", Action = WinBackActions.Offer, Reason = LossReasons.Price, Value = "high", IsHeldOut = true, AssignedAt = Noon + Duration.FromDays(2),
    };

    public static ConsentEntry Consent { get; } = ConsentEntry.Of(Acme, "marketing", "sms", ConsentState.Withdrawn, Noon, ConsentMethods.Reply, "R, 2026-01-02");

    public static ConsentStanding Standing { get; } = new() { Id = ConsentStanding.IdOf(Acme), Customer = Acme, Consents = [new("*", null, ConsentState.Granted, Noon, RecordId.New()), new("marketing", "sms", ConsentState.Withdrawn, Noon, Consent.Id)] };

    public static Suppression Suppression { get; } = new() { Id = RecordId.New(), Kind = ContactPointKind.Email, Reason = SuppressionReasons.Bounced, Since = Noon, LiftedAt = Noon + Duration.FromDays(1) };

    public static ContactLog ContactLog { get; } = new() { Id = Sdk.Notifications.ContactLog.IdOf(Acme), Customer = Acme, Messages = [new(RecordId.New(), Noon, "sms"), new(RecordId.New(), Noon, "mail")] };

    public static MessageTemplate Template { get; } = new()
    {
        Id = RecordId.New(), Name = "birthday", Version = 2, Format = MessageFormat.Html, Texts = [new("zh", "生日快乐 {{customer.name}}", "生日"), new("en", "Happy birthday")],
        Approved = [new("sms", "SMS_1", [new("name", "{{customer.name}}")])],
    };

    public static SavedCarePlan CarePlan { get; } = new() { Id = RecordId.New(), Name = "birthday", Version = 2, Definition = """{"name":"birthday"}""" };

    public static CareOccurrence Occurrence { get; } = new()
    {
        Id = CareOccurrence.IdOf("birthday", Acme, new CareOccasion("birthday", 2026, Day)), Plan = "birthday", PlanVersion = 2, Customer = Acme, Occasion = "birthday", Year = 2026, Day = Day, Action = new RecordRef(CrmTaskModel.Kind.Kind, TaskId.New()),
    };

    public static CareOccurrence HeldOut { get; } = Occurrence with { Id = CareOccurrence.IdOf("birthday", Ada, new CareOccasion("birthday", 2026, Day)), Customer = Ada, Action = null };

    public static ScheduleState ScheduleState { get; } = new() { Schedule = "nightly", Settled = Noon, PausedAt = Noon, Running = Noon, Attempt = 2, LeaseUntil = Noon + Duration.FromMinutes(1), Last = Noon, Missed = 3 };

    public static ScheduledOccurrence ScheduledOccurrence { get; } = new()
    {
        Schedule = "nightly", Nominal = Noon, Job = "care", State = OccurrenceState.Failed, Attempt = 2, Holder = "host:7", Missed = 3, StartedAt = Noon, EndedAt = Noon + Duration.FromMinutes(1), Done = 5, Error = "CRM2032",
    };

    public static Survey Survey { get; } = new()
    {
        Code = "after-service", English = "After service", Chinese = "服务回访", OpenDays = 7,
        Questions = [new("recommend", "Recommend?", "推荐？") { Scale = AnswerScales.Nps, Indicator = LoyaltyIndicators.Trust }, new("person", "Person?", "人员？") { Scale = AnswerScales.Csat, About = QuestionSubject.Person }, new("words", "Else?", "其他？")],
    };

    public static SurveyRequest SurveyRequest { get; } = new()
    {
        Id = RecordId.New(), Key = "q1", Survey = "after-service", Customer = Acme, Subject = new(Interaction.Id, "drill", "li"), AskedAt = Noon, Until = Noon + Duration.FromDays(7), AnsweredAt = Noon + Duration.FromDays(1),
    };

    public static SurveyAnswer SurveyAnswer { get; } = new()
    {
        Id = Sdk.Surveys.SurveyAnswer.IdOf(SurveyRequest.Id, "recommend"), Key = "a1", Survey = "after-service", Question = "recommend", Customer = Acme, Request = SurveyRequest.Id, Subject = new(Interaction.Id, "drill", "li"), At = Noon,
        Channel = InteractionChannels.Phone, Scale = AnswerScales.Nps, Answer = 9, Text = "quiet",
    };

    public static CustomerEvent CustomerEvent { get; } = new()
    {
        Code = "open-day", English = "Open day", Chinese = "开放日", StartsAt = Noon, EndsAt = Noon + Duration.FromHours(3), Zone = "Asia/Shanghai", Place = GeoPoint.Of(31.2304m, 121.4737m, GeoDatum.Gcj02), Capacity = 80, Expected = 7,
    };

    public static EventInvitation Invitation { get; } = new()
    {
        Event = "open-day", Customer = Acme, InvitedAt = Noon, Answer = InvitationAnswer.Accepted, AnsweredAt = Noon, Guests = 2, AttendedAt = Noon + Duration.FromDays(1),
    };

    public static CampaignPlan CampaignPlan { get; } = CampaignJson.Read("""
        { "code": "spring", "english": "Spring", "chinese": "春季", "goal": "Sell drills", "start": "2026-03-01", "end": "2026-04-30", "zone": "Asia/Shanghai", "budget": { "amount": 500, "currency": "CNY" },
          "controlPercent": 20, "attributionDays": 45, "variants": [ { "code": "a", "weight": 2 }, { "code": "b", "weight": 1 } ],
          "steps": [ { "template": "spring", "purpose": "marketing", "channels": [ "sms" ], "cost": { "amount": 0.05, "currency": "CNY" } },
                     { "waitDays": 5, "when": "not-responded", "variant": "b", "template": "remind", "purpose": "marketing", "channels": [ "mail", "sms" ], "useDays": 7 } ] }
        """);

    public static Campaign Campaign { get; } = new() { Code = "spring", Definition = CampaignJson.Write(CampaignPlan), State = CampaignState.Running, Spent = Money.Of(12.35m, "CNY"), Audience = 1_000, Cuts = [long.MinValue + 5, 7] };

    public static CampaignMember CampaignMember { get; } = new() { Campaign = "spring", Customer = Acme, Variant = "a", EnrolledAt = Noon, NextStep = 1, DueAt = Noon + Duration.FromDays(5), Messages = 1, CostMinor = 5 };

    public static CampaignMember StoppedMember { get; } = new() { Campaign = "spring", Customer = Ada, Variant = "b", EnrolledAt = Noon, StoppedBy = "campaign.budget" };

    /// <summary>All of them, stamped as by a session.</summary>
    public static IReadOnlyList<(KindModel Kind, object Entity)> All { get; } = Stamped(
        Employee, Product, ProductRelation, ContactPerson, Relation, Need, OwnedItem, Investment, Interaction, Appointment, AllDayTask, Invoice, CreditNote, Payment, WriteOff, Dispute, Notice, CreditAccount, Reservation, Decision, Order, Fit, Prediction, Evidence, Statement, Assessment, Case, ProposedCase, Answer, Loyalty,
        Lifecycle, Loss, WinBack,
        Consent, Standing, Suppression, ContactLog, Template, CarePlan, Occurrence,
        HeldOut, ScheduleState, ScheduledOccurrence, Survey, SurveyRequest, SurveyAnswer, CustomerEvent, Invitation, Campaign, CampaignMember, StoppedMember,
        Programme, PointsAccount, PointsTransaction, PointsLot, PointsHold, OpenHold,
        Goods, MoneyOff, CouponReward, ShareReward, PrivilegeReward, Stock, Redemption, OpenRedemption, Coupon, BearerCoupon, CouponUse, Entitlement, EntitlementUse, ReferralCode, Referral, FlaggedReferral,
        Membership, Earning, Unearned, Budget, TierDecision);

    private static List<(KindModel Kind, object Entity)> Stamped(params object[] entities)
    {
        var model = new ModelCatalogue(CoreModel.Kinds);
        return [.. entities.Select(entity => (model.Of(entity.GetType()), model.Of(entity.GetType()).Stamp(entity, Origin)))];
    }
}
