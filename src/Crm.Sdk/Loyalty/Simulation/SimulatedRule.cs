namespace Crm.Sdk.Loyalty;

/// <summary>What a rule gave in a simulation.</summary>
/// <param name="Rule">The rule's code.</param>
/// <param name="Documents">For how many documents it gave points.</param>
/// <param name="Earned">How many points.</param>
/// <param name="TakenBack">How many of them returns took back.</param>
/// <param name="Cost">What the points that stand are worth.</param>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record SimulatedRule(string Rule, long Documents, long Earned, long TakenBack, Money Cost);
