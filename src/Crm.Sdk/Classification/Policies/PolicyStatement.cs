namespace Crm.Sdk.Classification;

/// <summary>One thing that a policy states.</summary>
/// <param name="Code">What, such as <c>policy.priority</c>.</param>
/// <param name="Value">The value.</param>
/// <param name="Dimension">The dimension of the policy that states it.</param>
/// <param name="Label">The label of the policy that states it.</param>
public sealed record PolicyStatement(string Code, ReasonArg Value, string Dimension, string Label);
