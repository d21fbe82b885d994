namespace Crm.Sdk.Credit;

/// <summary>One criterion of an assessment, 评价标准, with the indicators that it is scored from (CR-1).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record CreditCriterion
{
    /// <summary>Makes a criterion.</summary>
    /// <param name="code">Its code, of <see cref="CreditCriteria"/> or another one.</param>
    /// <param name="weight">Its share in the whole, above 0 and at most 1.</param>
    /// <param name="indicators">Its indicators, at least one; their weights add up to 1.</param>
    /// <exception cref="CrmException">CRM1030: the code has another form. CRM6201: no indicators, one twice, or weights that do not add up.</exception>
    public CreditCriterion(string code, double weight, params ReadOnlySpan<CreditIndicator> indicators)
    {
        Require.Code(code, "criterion.code");
        string part = $"criterion '{code}'";
        CreditRules.Weight(weight, part);
        CreditRules.That(!indicators.IsEmpty, part, "has no indicators");
        double sum = 0;
        foreach (CreditIndicator indicator in indicators)
        {
            sum += indicator.Weight;
        }

        CreditRules.AddUp(sum, part);
        Code = code;
        Weight = weight;
        Indicators = ValueList.Create(indicators);
    }

    /// <summary>The code.</summary>
    public string Code { get; }

    /// <summary>The share in the whole, above 0 and at most 1.</summary>
    public double Weight { get; }

    /// <summary>The indicators.</summary>
    public ValueList<CreditIndicator> Indicators { get; }
}
