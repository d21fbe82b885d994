using Crm.Sdk.Plugins;

namespace Crm.Sdk;

/// <summary>The extension points of texts.</summary>
/// <remarks>Thread-safe.</remarks>
public static class TextExtensionPoints
{
    /// <summary>Catalogues of texts: <c>text-catalogue</c>.</summary>
    public static ExtensionPoint Catalogue { get; } = new("text-catalogue", typeof(ITextCatalogue));
}
