using Crm.Sdk.Billing;
using Crm.Sdk.Classification;
using Crm.Sdk.Clustering;
using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Notifications;
using Crm.Sdk.Plugins;
using Crm.Sdk.Recommendation;
using Crm.Sdk.Storage;
using Crm.Sdk.Timelines;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Crm.Sdk.Hosting.Plugins;

/// <summary>Registers plugins with the host: their host, its start and stop, and their health.</summary>
internal static class PluginPlatform
{
    public static void AddPluginPlatform(this IServiceCollection services)
    {
        services.AddSingleton(StorageExtensionPoints.Storage);
        services.AddSingleton(ClassificationExtensionPoints.Rule);
        services.AddSingleton(ClassificationExtensionPoints.FactSource);
        services.AddSingleton(NotificationExtensionPoints.Channel);
        services.AddSingleton(DuplicateExtensionPoints.MatchRule);
        services.AddSingleton(DuplicateExtensionPoints.Action);
        services.AddSingleton(TextExtensionPoints.Catalogue);
        services.AddSingleton(CustomerExtensionPoints.AttributePack);
        services.AddSingleton(CustomerExtensionPoints.RelationTypePack);
        services.AddSingleton(CustomerExtensionPoints.CardSection);
        services.AddSingleton(CustomerExtensionPoints.ConsistencyRule);
        services.AddSingleton(TimelineExtensionPoints.Source);
        services.AddSingleton(RecommendationExtensionPoints.Recommender);
        services.AddSingleton(BillingExtensionPoints.AllocationStrategy);
        services.AddSingleton(Credit.CreditCheckExtensionPoints.Rule);
        services.AddSingleton(Credit.CreditExtensionPoints.Indicator);
        services.AddSingleton(Credit.CreditExtensionPoints.InformationProvider);
        services.AddSingleton(Lifecycle.LifecycleExtensionPoints.Source);
        services.AddSingleton(Loyalty.LoyaltyMeasureExtensionPoints.Source);
        services.AddSingleton(Loyalty.EarningExtensionPoints.Rule);
        services.AddSingleton(Loyalty.PointsUseExtensionPoints.Order);
        services.AddSingleton(Care.CareExtensionPoints.TemplateFunction);
        services.AddSingleton(Care.CareExtensionPoints.Trigger);
        services.AddSingleton(ClusteringExtensionPoints.Clusterer);

        services.AddSingleton(PluginHostFactory.Create);
        services.AddSingleton<IExtensions>(static host => host.GetRequiredService<PluginHost>());
        services.AddSingleton<IHostedService, PluginStarter>();
        services.AddHealthChecks();
    }
}
