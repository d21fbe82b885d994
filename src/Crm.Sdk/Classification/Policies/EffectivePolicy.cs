namespace Crm.Sdk.Classification;

/// <summary>What holds for one customer of the policies of all its labels.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Policies">The policies, the one that comes first first.</param>
/// <param name="Statements">What is stated, each thing once: by the first policy that states it.</param>
public sealed record EffectivePolicy(ValueList<ServicePolicy> Policies, ValueList<PolicyStatement> Statements);
