namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>A context whose model depends on a schema.</summary>
internal interface ICatalogueContext
{
    StoreSchema Schema { get; }
}
