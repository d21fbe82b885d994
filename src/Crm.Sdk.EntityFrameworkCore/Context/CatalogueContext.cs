using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>An EF Core context over the tables of one schema, as property bags.</summary>
internal sealed class CatalogueContext(DbContextOptions options, StoreSchema schema, Action<PropertyBuilder, ColumnType> configureColumn) : DbContext(options), ICatalogueContext
{
    public StoreSchema Schema => schema;

    /// <summary>The rows of a table.</summary>
    public DbSet<Dictionary<string, object>> Rows(string table) => Set<Dictionary<string, object>>(table);

    protected override void OnModelCreating(ModelBuilder modelBuilder) => ModelConfigurator.Apply(modelBuilder, schema, configureColumn);
}
