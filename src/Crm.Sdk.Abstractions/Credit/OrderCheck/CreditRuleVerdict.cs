namespace Crm.Sdk.Credit;

/// <summary>What a plugin's rule said about an order. It is kept with the decision, so that the plugin is not needed to make it again.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Rule">The rule's name.</param>
/// <param name="Code">The code of its reason, whose text its catalogue has; null where it has nothing against the order.</param>
/// <param name="Args">The reason's arguments as text.</param>
public sealed record CreditRuleVerdict(string Rule, string? Code, ValueList<string> Args = default);
