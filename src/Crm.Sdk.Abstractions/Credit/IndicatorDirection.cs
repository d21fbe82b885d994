namespace Crm.Sdk.Credit;

/// <summary>Which way an indicator's value speaks for a customer.</summary>
public enum IndicatorDirection
{
    /// <summary>The higher the value, the better: a liquidity ratio.</summary>
    HigherIsBetter,

    /// <summary>The lower the value, the better: days late.</summary>
    LowerIsBetter,
}
