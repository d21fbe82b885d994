using Crm.Sdk.Plugins;

namespace Crm.Sdk.Customers.Duplicates;

/// <summary>The extension points of finding duplicates.</summary>
/// <remarks>Thread-safe.</remarks>
public static class DuplicateExtensionPoints
{
    /// <summary>Match rules: <c>match-rule</c>.</summary>
    public static ExtensionPoint MatchRule { get; } = new("match-rule", typeof(IMatchRule));

    /// <summary>Action rules: <c>duplicate-action</c>.</summary>
    public static ExtensionPoint Action { get; } = new("duplicate-action", typeof(IDuplicateActionRule));
}
