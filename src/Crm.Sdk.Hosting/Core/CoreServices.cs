using Crm.Sdk.Campaigns;
using Crm.Sdk.Care;
using Crm.Sdk.Classification;
using Crm.Sdk.Clustering;
using Crm.Sdk.Credit;
using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Export;
using Crm.Sdk.History;
using Crm.Sdk.Import;
using Crm.Sdk.Lifecycle;
using Crm.Sdk.Loyalty;
using Crm.Sdk.Notifications;
using Crm.Sdk.Plugins;
using Crm.Sdk.Privacy;
using Crm.Sdk.Receivables;
using Crm.Sdk.Recommendation;
using Crm.Sdk.Reports;
using Crm.Sdk.Scheduling;
using Crm.Sdk.Segments;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using Crm.Sdk.Surveys;
using Crm.Sdk.Synthetic;
using Crm.Sdk.Tasks;
using Crm.Sdk.Timelines;
using Crm.Sdk.Transactions;
using Crm.Sdk.Value;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Crm.Sdk.Hosting;

/// <summary>Registers the domain's services over the store that a plugin brings. Whatever a host registered before stays.</summary>
internal static class CoreServices
{
    public static IServiceCollection AddCrmCore(this IServiceCollection services)
    {
        services.TryAddSingleton<StoreSlot>();
        services.TryAddSingleton(static provider => provider.GetRequiredService<StoreSlot>().Get());
        services.TryAddSingleton(static provider => new AttributeCatalogue(provider.GetServices<AttributeDefinition>()
            .Concat(provider.GetRequiredService<IExtensions>().All<IAttributePack>().SelectMany(static pack => pack.Instance.Attributes))));
        services.TryAddSingleton(static provider => new RelationTypeCatalogue(provider.GetServices<RelationType>()
            .Concat(provider.GetRequiredService<IExtensions>().All<IRelationTypePack>().SelectMany(static pack => pack.Instance.Types))));
        services.TryAddSingleton(static provider => CoreModel.Of(provider.GetRequiredService<AttributeCatalogue>(), provider.GetServices<KindModel>()));
        services.AddHostedService<StoreStartup>();

        services.TryAddSingleton<IPersonalDataProtector, UnencryptedProtector>();
        services.TryAddSingleton(static provider => new AuditHasher(Convert.FromBase64String(provider.GetRequiredService<IOptions<CrmOptions>>().Value.AuditKey ?? string.Empty)));
        services.TryAddSingleton<CommitTrail>();
        services.TryAddSingleton<ICrm, CrmCore>();
        services.TryAddSingleton<IRecordHistory, RecordHistory>();
        services.TryAddSingleton<ICustomerRecycleBin, CustomerRecycleBin>();
        services.TryAddSingleton<ICustomerDirectory, CustomerDirectory>();
        services.TryAddSingleton<ICustomerRelations, CustomerRelations>();
        services.TryAddSingleton<PointsStatements>();
        services.TryAddSingleton<PointsLedger>();
        services.TryAddSingleton(static provider => new PointsPoster(provider.GetRequiredService<ICrm>(), provider.GetRequiredService<PointsLedger>(), TimeProvider.System));
        services.TryAddSingleton<PointsCalendar>();
        services.TryAddSingleton<PointsVerifier>();
        services.TryAddSingleton<EarningSettings>();
        services.TryAddSingleton<EarningDesk>();
        services.TryAddSingleton<TierDesk>();
        services.TryAddSingleton<LoyaltyMembers>();
        services.TryAddSingleton<LoyaltySimulator>();
        services.TryAddSingleton<PointsLiabilityReader>();
        services.TryAddSingleton<CouponDesk>();
        services.TryAddSingleton<EntitlementDesk>();
        services.TryAddSingleton<PrivilegeUsageReader>();
        services.TryAddSingleton<RewardDesk>();
        services.AddOptions<ReferralOptions>().Configure<IServiceProvider>(static (options, host) => host.GetService<IConfiguration>()?.GetSection(ReferralOptions.Section).Bind(options));
        services.TryAddSingleton(static provider => provider.GetRequiredService<IOptions<ReferralOptions>>().Value.ToTerms());
        services.TryAddSingleton<ReferralDesk>();
        services.TryAddSingleton<LoyaltyUpkeep>();
        services.TryAddSingleton<OwnershipDesk>();
        services.TryAddSingleton<ITaskDesk, TaskDesk>();
        services.TryAddSingleton<TaskPlanner>();
        services.TryAddSingleton<CalendarExport>();
        services.TryAddSingleton<CustomerCardReader>();
        services.AddOptions<QualityOptions>();
        services.TryAddSingleton<ArchiveQuality>();
        services.TryAddSingleton<QualityTexts>();
        services.TryAddSingleton<CollectionPlanner>();
        services.TryAddSingleton<RecycleBinPurge>();
        services.TryAddSingleton<ArchiveUpkeep>();
        services.AddOptions<SelfServiceOptions>();
        services.TryAddSingleton<ICustomerSelfService, SelfService>();
        services.TryAddSingleton<ITimeline, Timeline>();
        services.TryAddSingleton<TimelineTexts>();

        services.TryAddSingleton(static provider => new ClassificationEngine(null, provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(static provider => SettingsOf(provider.GetRequiredService<IOptions<CrmOptions>>().Value));
        services.TryAddSingleton<IClassifier>(static provider => new Classifier(
            provider.GetRequiredService<ICrm>(),
            provider.GetRequiredService<ICrmStore>(),
            provider.GetRequiredService<IExtensions>(),
            provider.GetRequiredService<ClassificationEngine>(),
            provider.GetRequiredService<ClassifierSettings>(),
            provider.GetRequiredService<IClock>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetService<IExchangeRates>()));
        services.TryAddSingleton<ISegments>(static provider => new SegmentService(
            provider.GetRequiredService<ICrm>(),
            provider.GetRequiredService<ICrmStore>(),
            provider.GetRequiredService<AttributeCatalogue>(),
            provider.GetRequiredService<IExtensions>(),
            provider.GetRequiredService<ClassifierSettings>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetService<IExchangeRates>()));
        services.TryAddSingleton<CrmTexts>();
        services.TryAddSingleton<ClassificationTexts>();
        services.TryAddSingleton<LabelReader>();
        services.TryAddSingleton<ServicePolicies>();
        services.TryAddSingleton<DuplicateFinder>();
        services.TryAddSingleton<DuplicateGate>();
        services.TryAddSingleton<ICommitCheck>(static provider => provider.GetRequiredService<DuplicateGate>());
        services.TryAddSingleton<CustomerIdentity>();
        services.TryAddSingleton<CustomerMerging>();
        services.TryAddSingleton<ImportService>();
        services.TryAddSingleton<ExportService>();
        services.TryAddSingleton<IOutbox, Outbox>();
        services.TryAddSingleton(static provider => provider.GetRequiredService<IOptions<DispatchOptions>>().Value);
        services.TryAddSingleton<OutboxDispatcher>();
        services.TryAddSingleton(ContactPolicy.Standard);
        services.AddOptions<UnsubscribeOptions>();
        services.TryAddSingleton(static provider => provider.GetRequiredService<IOptions<UnsubscribeOptions>>().Value);
        services.TryAddSingleton(static provider => new SuppressionList(provider.GetRequiredService<IClock>(), provider.GetRequiredService<UnsubscribeOptions>().Keys.FirstOrDefault() ?? []));
        services.TryAddSingleton<UnsubscribeLinks>();
        services.TryAddSingleton<UnsubscribeDesk>();
        services.TryAddSingleton<DeliveryReceipts>();
        services.TryAddSingleton<InboundMessages>();
        services.TryAddSingleton<ConsentDesk>();
        services.TryAddSingleton<TemplateRenderer>();
        services.TryAddSingleton<MessageTemplates>();
        services.TryAddSingleton<IMessageTemplates>(static provider => provider.GetRequiredService<MessageTemplates>());
        services.TryAddSingleton<CarePlanner>();
        services.TryAddSingleton<ScheduleDesk>();
        services.TryAddSingleton<SurveyDesk>();
        services.TryAddSingleton<SurveyReader>();
        services.TryAddSingleton<VisitDesk>();
        services.TryAddSingleton<CareEffectReader>();
        services.TryAddSingleton<CustomerEventDesk>();
        services.TryAddSingleton<CampaignDesk>();
        services.TryAddSingleton<CampaignRunner>();
        services.TryAddSingleton<CampaignReader>();
        services.TryAddSingleton<ICustomerValue, CustomerValue>();
        services.TryAddSingleton(static provider => new CustomerProfitReader(
            provider.GetRequiredService<ICrm>(),
            provider.GetRequiredService<ICrmStore>(),
            provider.GetRequiredService<ClassifierSettings>(),
            provider.GetRequiredService<LabelReader>(),
            provider.GetService<IExchangeRates>()));
        services.TryAddSingleton<ProfitIndicatorReader>();
        services.TryAddSingleton(static provider => new CustomerClusters(
            provider.GetRequiredService<ICrm>(),
            provider.GetRequiredService<ICrmStore>(),
            provider.GetRequiredService<IExtensions>(),
            provider.GetRequiredService<ClassifierSettings>(),
            provider.GetRequiredService<IClock>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetService<IExchangeRates>()));
        services.TryAddSingleton(static provider => new SegmentProfiles(
            provider.GetRequiredService<ISegments>(),
            provider.GetRequiredService<ICrmStore>(),
            provider.GetRequiredService<IExtensions>(),
            provider.GetRequiredService<ClassifierSettings>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetService<IExchangeRates>()));
        services.TryAddSingleton(static provider => new TransactionReader(
            provider.GetRequiredService<ICrm>(),
            provider.GetRequiredService<ICrmStore>(),
            provider.GetRequiredService<ClassifierSettings>(),
            provider.GetService<IExchangeRates>()));
        services.TryAddSingleton(static provider => new PreferenceReader(
            provider.GetRequiredService<ICrm>(),
            provider.GetRequiredService<ICrmStore>(),
            provider.GetRequiredService<CustomerIdentity>(),
            provider.GetRequiredService<ClassifierSettings>(),
            provider.GetService<IExchangeRates>()));
        services.TryAddSingleton<LedgerReader>();
        services.TryAddSingleton<ReceivablesDesk>();
        services.TryAddSingleton<InvoiceDesk>();
        services.TryAddSingleton<DunningDesk>();
        services.TryAddSingleton(DunningProcedure.Standard);
        services.TryAddSingleton(static provider => new AgeingReader(
            provider.GetRequiredService<LedgerReader>(),
            provider.GetRequiredService<ICrmStore>(),
            provider.GetRequiredService<ClassifierSettings>(),
            provider.GetService<IExchangeRates>()));
        services.TryAddSingleton(static provider => new PaymentBehaviourReader(
            provider.GetRequiredService<LedgerReader>(),
            provider.GetRequiredService<ICrmStore>(),
            provider.GetRequiredService<ClassifierSettings>(),
            provider.GetService<IExchangeRates>()));
        services.TryAddSingleton(static provider => new DsoReader(
            provider.GetRequiredService<LedgerReader>(),
            provider.GetRequiredService<ICrmStore>(),
            provider.GetRequiredService<ClassifierSettings>(),
            provider.GetService<IExchangeRates>()));
        services.TryAddSingleton<OrderCheckSettings>();
        services.TryAddSingleton<CreditRoleTitles>();
        services.TryAddSingleton<ICreditAuthority, EmployeeAuthority>();
        services.TryAddSingleton<CreditAccounts>();
        services.TryAddSingleton(static provider => new OrderCreditDesk(
            provider.GetRequiredService<ICrmStore>(),
            provider.GetRequiredService<ModelCatalogue>(),
            provider.GetRequiredService<LedgerReader>(),
            provider.GetRequiredService<CustomerIdentity>(),
            provider.GetRequiredService<LabelReader>(),
            provider.GetRequiredService<IExtensions>(),
            provider.GetRequiredService<ICreditAuthority>(),
            provider.GetRequiredService<OrderCheckSettings>(),
            provider.GetRequiredService<IClock>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetService<IExchangeRates>()));
        services.TryAddSingleton<CreditReplay>();
        services.TryAddSingleton<CreditFileSettings>();
        services.TryAddSingleton<CreditFile>();
        services.TryAddSingleton<CreditFileReports>();
        services.TryAddSingleton<CreditReviews>();
        services.TryAddSingleton<CreditInquirySettings>();
        services.TryAddSingleton<CreditInquiryDesk>();
        services.TryAddSingleton<CreditCaseSettings>();
        services.TryAddSingleton<CreditCaseDesk>();
        services.TryAddSingleton<LifecycleSettings>();
        services.TryAddSingleton<CustomerLifecycles>();
        services.TryAddSingleton<LifecycleAnalysis>();
        services.TryAddSingleton<ChurnSettings>();
        services.TryAddSingleton<ChurnWarnings>();
        services.TryAddSingleton<WinBackSettings>();
        services.TryAddSingleton<LossDesk>();
        services.TryAddSingleton<LoyaltyMeasureSettings>();
        services.TryAddSingleton<LoyaltyMeasuring>();
        services.TryAddSingleton<LoyaltyProfile>();
        services.TryAddSingleton<LoyaltyTexts>();
        services.TryAddSingleton<CustomerBaseReader>();
        services.TryAddSingleton<PopulationWriter>();
        services.TryAddSingleton<BasketReader>();
        services.TryAddSingleton<RecommendationSettings>();
        services.TryAddSingleton<RecommendationDesk>();
        return services;
    }

    private static ClassifierSettings SettingsOf(CrmOptions options)
    {
        var settings = new ClassifierSettings { ReportingCurrency = options.ReportingCurrency };
        settings.FollowedDimensions.UnionWith(options.FollowedDimensions);
        return settings;
    }
}
