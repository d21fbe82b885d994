namespace Crm.Sdk.Loyalty;

/// <summary>By which policy a host assesses loyalty, which earlier ones it still knows, and how it reads behaviour.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record LoyaltyMeasureSettings
{
    /// <summary>The policy of new assessments.</summary>
    public LoyaltyPolicy Policy { get; init; } = LoyaltyPolicies.Standard;

    /// <summary>Policies that assessments were made by before, so that those can be made again.</summary>
    public ValueList<LoyaltyPolicy> EarlierPolicies { get; init; }

    /// <summary>How measures are taken from behaviour.</summary>
    public BehaviourMeasureOptions Behaviour { get; init; } = new();

    /// <summary>How long a source may take for a batch, where its plugin has no deadline of its own; 30 seconds by default.</summary>
    public TimeSpan SourceDeadline { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many customers are assessed and committed together, 1 to 2,000; 200 by default.</summary>
    public int BatchSize { get; init; } = 200;

    internal LoyaltyPolicy PolicyOf(LoyaltyAssessmentRecord record) => EarlierPolicies.Append(Policy).FirstOrDefault(policy => policy.Id == record.Policy && policy.Version == record.PolicyVersion)
        ?? throw new CrmException(LoyaltyMeasureErrorCodes.BadAssessment, $"Assessment {record.Id} was made by the policy {record.Policy} v{record.PolicyVersion}, which this host does not know; add it to LoyaltyMeasureSettings.EarlierPolicies.");
}
