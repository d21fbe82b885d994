using Crm.Sdk.Billing;
using Crm.Sdk.Customers;
using Crm.Sdk.Products;
using Crm.Sdk.Service;
using Crm.Sdk.Tasks;

namespace Crm.Sdk;

/// <summary>All built-in lists of codes.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class CodeLists
{
    /// <summary>The lists, each name once.</summary>
    public static ValueList<CodeList> All { get; } =
    [
        InformationChannels.Direct,
        InformationChannels.Indirect,
        InformationChannels.Places,
        ProspectingMethods.List,
        RecognitionMethods.List,
        NeedChannels.List,
        NeedSteps.List,
        RelationTypes.List,
        InvestmentTypes.List,
        ProductRelationTypes.List,
        InteractionTypes.List,
        InteractionChannels.List,
        TaskTypes.List,
        InvoiceStatuses.List,
        PaymentMethods.List,
        WriteOffReasons.List,
        DisputeReasons.List,
        DisputeOutcomes.List,
        AllocationStrategies.List,
        DunningActions.List,
        Privacy.ConsentMethods.List,
        Notifications.SuppressionReasons.List,
        Lifecycle.LifecycleStages.List,
        Lifecycle.RelationshipPhases.List,
        Lifecycle.LifecycleFactTypes.List,
        Lifecycle.ChurnSignals.List,
        Lifecycle.LossReasons.List,
        Lifecycle.LossSources.List,
        Lifecycle.WinBackActions.List,
        Loyalty.LoyaltyIndicators.List,
        Loyalty.LoyaltyScores.List,
        Loyalty.LoyaltyTypes.List,
        Loyalty.LoyaltyCells.List,
        Loyalty.LoyaltySources.List,
        Loyalty.EntitlementSources.List,
        Loyalty.ReferralReasons.List,
        Loyalty.EarningOutcomes.List,
        Credit.CreditIndicators.List,
        Credit.CreditSources.List,
        Credit.SecurityTypes.List,
        Credit.CreditRuleTypes.List,
        Credit.CreditLineTypes.List,
    ];

    /// <summary>The list with a name, or null.</summary>
    public static CodeList? Find(string name) => All.FirstOrDefault(list => list.Name == name);
}
