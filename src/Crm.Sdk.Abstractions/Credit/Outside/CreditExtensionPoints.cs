using Crm.Sdk.Plugins;

namespace Crm.Sdk.Credit;

/// <summary>The extension points of credit assessments.</summary>
/// <remarks>Thread-safe.</remarks>
public static class CreditExtensionPoints
{
    /// <summary>Indicators that plugins measure: <c>scoring-indicator</c>.</summary>
    public static ExtensionPoint Indicator { get; } = new("scoring-indicator", typeof(IScoringIndicator));

    /// <summary>Sources of outside information: <c>credit-information-provider</c>.</summary>
    public static ExtensionPoint InformationProvider { get; } = new("credit-information-provider", typeof(ICreditInformationProvider));
}
