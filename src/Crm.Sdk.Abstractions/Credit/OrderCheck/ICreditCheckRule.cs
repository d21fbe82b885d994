namespace Crm.Sdk.Credit;

/// <summary>Extension point: a rule for orders that a plugin brings. Rule sets name it by its type, with thresholds and targets as for built-in ones.</summary>
/// <remarks>Implementations are thread-safe. A call that fails or takes too long holds the order: what is not known is no approval.</remarks>
public interface ICreditCheckRule
{
    /// <summary>The type by which rule sets name it, a code that begins with the plugin's prefix, such as <c>acme.export-control</c>.</summary>
    string Type { get; }

    /// <summary>Judges an order.</summary>
    /// <param name="input">All that is known of it; verdicts of other plugins are not among it.</param>
    /// <param name="rule">The rule as the rule set has it.</param>
    /// <param name="cancellationToken">Cancelled at the deadline.</param>
    /// <returns>The verdict; its <see cref="CreditRuleVerdict.Rule"/> is set by the caller.</returns>
    ValueTask<CreditRuleVerdict> CheckAsync(CreditCheckInput input, CreditCheckRule rule, CancellationToken cancellationToken);
}
