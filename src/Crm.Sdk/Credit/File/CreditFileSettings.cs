namespace Crm.Sdk.Credit;

/// <summary>By which model and policy a host assesses, and which earlier ones it still knows.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record CreditFileSettings
{
    /// <summary>The model of new assessments.</summary>
    public CreditModel Model { get; init; } = CreditModels.SixC;

    /// <summary>The policy of new assessments.</summary>
    public CreditPolicy Policy { get; init; } = CreditPolicies.Standard;

    /// <summary>Models that assessments were made by before, so that those can be made again.</summary>
    public ValueList<CreditModel> EarlierModels { get; init; }

    /// <summary>Policies that assessments were made by before.</summary>
    public ValueList<CreditPolicy> EarlierPolicies { get; init; }

    /// <summary>Over how many days the ledger says how a customer pays, 1 to 3,660; a year by default.</summary>
    public int PaymentWindowDays { get; init; } = 365;

    /// <summary>How far the ledger is trusted, 0 to 1; fully by default, less where it was taken over from elsewhere.</summary>
    public double LedgerReliability { get; init; } = 1;

    /// <summary>How many days before its end an assessment is on the watch list; 30 by default.</summary>
    public int NoticeDays { get; init; } = 30;

    /// <summary>How long a plugin may take for a batch that has no guard of its own; 10 seconds by default.</summary>
    public TimeSpan PluginDeadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The providers and indicators of plugins that are not asked, as <c>plugin id/contribution</c>; none by default.</summary>
    public ValueList<string> LeftOutPlugins { get; init; }

    internal CreditModel ModelOf(CreditAssessmentRecord record) => EarlierModels.Append(Model).FirstOrDefault(model => model.Id == record.Model && model.Version == record.ModelVersion)
        ?? throw new CrmException(CreditErrorCodes.BadFile, $"Assessment {record.Id} was made by the model {record.Model} v{record.ModelVersion}, which this host does not know; add it to CreditFileSettings.EarlierModels.");

    internal CreditPolicy PolicyOf(CreditAssessmentRecord record) => EarlierPolicies.Append(Policy).FirstOrDefault(policy => policy.Id == record.Policy && policy.Version == record.PolicyVersion)
        ?? throw new CrmException(CreditErrorCodes.BadFile, $"Assessment {record.Id} was made by the policy {record.Policy} v{record.PolicyVersion}, which this host does not know; add it to CreditFileSettings.EarlierPolicies.");
}
