namespace Crm.Sdk.Storage;

/// <summary>What <see cref="ICrmStore.EnsureSchemaAsync"/> may do.</summary>
public enum SchemaMode
{
    /// <summary>Change nothing; fail with CRM2010 where the store lacks something of the model.</summary>
    Verify,

    /// <summary>Create what is missing: kinds, fields, indexes. Never drops or narrows anything.</summary>
    CreateOrExtend,
}
