using Crm.Sdk.Plugins;

namespace Crm.Sdk.Care;

/// <summary>The extension points of care.</summary>
/// <remarks>Thread-safe.</remarks>
public static class CareExtensionPoints
{
    /// <summary>Functions for templates: <c>template-function</c>.</summary>
    public static ExtensionPoint TemplateFunction { get; } = new("template-function", typeof(ITemplateFunction));

    /// <summary>Triggers of care plans: <c>care-trigger</c>.</summary>
    public static ExtensionPoint Trigger { get; } = new("care-trigger", typeof(ICareTrigger));
}
