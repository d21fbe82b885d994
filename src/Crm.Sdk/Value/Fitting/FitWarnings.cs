namespace Crm.Sdk.Value;

/// <summary>The codes of warnings about fits; their texts are in <c>Texts</c>.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class FitWarnings
{
    /// <summary>The search ended before the gradient was as good as none.</summary>
    public const string NotConverged = "value.warning.not-converged";

    /// <summary>There are so few customers or repeaters that standard errors say little.</summary>
    public const string FewCustomers = "value.warning.few-customers";

    /// <summary>The likelihood is flat in the parameters of becoming inactive: compare predictions, never those parameters.</summary>
    public const string FlatDropout = "value.warning.flat-dropout";

    /// <summary>The likelihood is flat in another parameter.</summary>
    public const string Flat = "value.warning.flat";

    /// <summary>Hardly anybody became inactive, so that the model says little about when customers do.</summary>
    public const string LittleChurn = "value.warning.little-churn";

    /// <summary>Spend depends on how often a customer purchases, which the Gamma-Gamma model takes for independent.</summary>
    public const string SpendDependsOnFrequency = "value.warning.spend-depends-on-frequency";

    /// <summary>The mean spend of the fitted model does not exist.</summary>
    public const string NoMeanSpend = "value.warning.no-mean-spend";

    /// <summary>Customers were left out because an amount is unknown for want of a rate of exchange.</summary>
    public const string AmountsUnknown = "value.warning.amounts-unknown";
}
