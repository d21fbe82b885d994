namespace Acme.DocumentStore;

/// <summary>The settings of the store, under <c>Crm:Plugins:acme.storage.documents</c>.</summary>
public sealed class FileDocumentStoreOptions
{
    /// <summary>The file, made when it is not there.</summary>
    public string Path { get; set; } = "crm.documents";
}
