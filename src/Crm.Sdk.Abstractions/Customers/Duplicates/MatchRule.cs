using Crm.Sdk.Classification;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Customers.Duplicates;

/// <summary>A match rule with typed features: what most rules derive from.</summary>
/// <typeparam name="TFeatures">What the rule compares of a customer: immutable.</typeparam>
/// <remarks>See <see cref="IMatchRule"/> for what is asked of a rule.</remarks>
public abstract class MatchRule<TFeatures> : IMatchRule
    where TFeatures : class
{
    /// <inheritdoc/>
    public abstract MatchRuleDescriptor Descriptor { get; }

    /// <inheritdoc cref="IMatchRule.Read"/>
    public abstract TFeatures? Read(Customer customer);

    /// <inheritdoc cref="IMatchRule.AddKeys"/>
    public virtual void AddKeys(TFeatures features, BlockingKeys keys)
    {
    }

    /// <inheritdoc cref="IMatchRule.Candidates"/>
    public virtual Condition? Candidates(TFeatures features) => null;

    /// <inheritdoc cref="IMatchRule.Compare"/>
    public abstract MatchEvidence Compare(TFeatures left, TFeatures right, Explanation? why);

    object? IMatchRule.Read(Customer customer) => Read(customer);

    void IMatchRule.AddKeys(object features, BlockingKeys keys) => AddKeys((TFeatures)features, keys);

    Condition? IMatchRule.Candidates(object features) => Candidates((TFeatures)features);

    MatchEvidence IMatchRule.Compare(object left, object right, Explanation? why) => Compare((TFeatures)left, (TFeatures)right, why);
}
