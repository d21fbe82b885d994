namespace Crm.Sdk.Credit;

/// <summary>What a criterion is scored from, 评价指标: how its value becomes a score, what it weighs, and what it counts as where nothing is known of it (CR-1).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record CreditIndicator
{
    /// <summary>Makes an indicator.</summary>
    /// <param name="code">Its code, such as <c>current-ratio</c>.</param>
    /// <param name="weight">Its share in its criterion, above 0 and at most 1; those of a criterion add up to 1.</param>
    /// <param name="curve">How values become scores.</param>
    /// <param name="prior">What it counts as where there is no evidence, 0 to 100.</param>
    /// <param name="halfLifeDays">After how many days evidence counts half; null where it does not age.</param>
    /// <exception cref="CrmException">CRM1030: the code has another form. CRM6201: a weight, prior or half-life is out of range.</exception>
    public CreditIndicator(string code, double weight, ScoreCurve curve, double prior = 50, int? halfLifeDays = null)
    {
        ArgumentNullException.ThrowIfNull(curve);
        Require.Code(code, "indicator.code");
        CreditRules.Weight(weight, $"indicator '{code}'");
        CreditRules.Score(prior, $"indicator '{code}', prior");
        CreditRules.That(halfLifeDays is null or >= 1, $"indicator '{code}'", $"the half-life of {halfLifeDays} days is less than one day");
        Code = code;
        Weight = weight;
        Curve = curve;
        Prior = prior;
        HalfLifeDays = halfLifeDays;
    }

    /// <summary>The code.</summary>
    public string Code { get; }

    /// <summary>The share in its criterion, above 0 and at most 1.</summary>
    public double Weight { get; }

    /// <summary>How values become scores.</summary>
    public ScoreCurve Curve { get; }

    /// <summary>What it counts as where nothing is known, 0 to 100.</summary>
    public double Prior { get; }

    /// <summary>After how many days evidence counts half; null where it does not age.</summary>
    public int? HalfLifeDays { get; }
}
