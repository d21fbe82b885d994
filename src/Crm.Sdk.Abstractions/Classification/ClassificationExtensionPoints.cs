using Crm.Sdk.Plugins;

namespace Crm.Sdk.Classification;

/// <summary>The extension points of classification.</summary>
/// <remarks>Thread-safe.</remarks>
public static class ClassificationExtensionPoints
{
    /// <summary>Classification rules: <c>classification-rule</c>.</summary>
    public static ExtensionPoint Rule { get; } = new("classification-rule", typeof(IRule));

    /// <summary>Sources of facts: <c>fact-source</c>.</summary>
    public static ExtensionPoint FactSource { get; } = new("fact-source", typeof(IFactSource));
}
