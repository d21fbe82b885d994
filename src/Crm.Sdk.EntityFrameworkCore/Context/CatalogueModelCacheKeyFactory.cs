using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>EF Core keeps one model for each context type; here each schema has its own.</summary>
internal sealed class CatalogueModelCacheKeyFactory : IModelCacheKeyFactory
{
    public object Create(DbContext context, bool designTime) => (context.GetType(), (context as ICatalogueContext)?.Schema, designTime);
}
