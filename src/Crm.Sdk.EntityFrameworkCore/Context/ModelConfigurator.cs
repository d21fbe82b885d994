using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>Makes an EF Core model of property bags from a schema's description.</summary>
internal static class ModelConfigurator
{
    public static void Apply(ModelBuilder builder, StoreSchema schema, Action<PropertyBuilder, ColumnType> configureColumn)
    {
        foreach (TableSchema table in schema.Tables)
        {
            builder.SharedTypeEntity<Dictionary<string, object>>(table.Name, entity => Apply(entity, table, configureColumn));
        }
    }

    private static void Apply(EntityTypeBuilder<Dictionary<string, object>> entity, TableSchema table, Action<PropertyBuilder, ColumnType> configureColumn)
    {
        entity.ToTable(table.Name);
        foreach (ColumnSchema column in table.Columns)
        {
            PropertyBuilder property = entity.IndexerProperty(ClrType(column), column.Name);
            property.HasColumnName(column.Name).IsRequired(column.Required).ValueGeneratedNever();
            configureColumn(property, column.Type);
        }

        entity.HasKey([.. table.Key]);
        if (table.Kind is not null)
        {
            entity.Property(SqlNames.Version).IsConcurrencyToken();
        }

        foreach (IndexSchema index in table.Indexes)
        {
            entity.HasIndex([.. index.Columns], index.Name).IsUnique(index.Unique).HasDatabaseName(index.Name);
        }
    }

    private static Type ClrType(ColumnSchema column) => column.Type switch
    {
        ColumnType.Number => column.Required ? typeof(long) : typeof(long?),
        ColumnType.Tenant => typeof(int),
        ColumnType.Id => column.Required ? typeof(Guid) : typeof(Guid?),
        ColumnType.Bytes => typeof(byte[]),
        _ => typeof(string),
    };
}
