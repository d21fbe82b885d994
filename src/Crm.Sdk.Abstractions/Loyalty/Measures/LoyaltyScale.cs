namespace Crm.Sdk.Loyalty;

/// <summary>A score that is made of indicators: a dimension of loyalty, or an axis of the matrix.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record LoyaltyScale
{
    /// <summary>Makes a score.</summary>
    /// <param name="code">Its code, of <see cref="LoyaltyScores"/> or another one.</param>
    /// <param name="weights">Different indicators, at least one; their weights add up to 1.</param>
    /// <exception cref="CrmException">CRM1030: a code has another form. CRM6480: no indicators, one twice, or weights that do not add up.</exception>
    public LoyaltyScale(string code, params ReadOnlySpan<LoyaltyWeight> weights)
    {
        Require.Code(code, "loyalty-scale.code");
        LoyaltyPolicyRules.CheckWeights(weights, $"score '{code}'");
        Code = code;
        Weights = ValueList.Create(weights);
    }

    /// <summary>The code.</summary>
    public string Code { get; }

    /// <summary>The indicators with their weights.</summary>
    public ValueList<LoyaltyWeight> Weights { get; }
}
