using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>Opens contexts as a provider has configured them.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class ContextFactory(Action<DbContextOptionsBuilder, StoreAccess> configure, Action<PropertyBuilder, ColumnType> configureColumn)
{
    private DbContextOptions? _read;

    public CatalogueContext Open(StoreSchema schema, StoreAccess access)
    {
        // Readers are many and alike, so their options are made once; a writer's may name a connection of the moment.
        DbContextOptions options = access == StoreAccess.Read ? _read ??= Options(access, relationalNulls: true) : Options(access, relationalNulls: true);
        return new CatalogueContext(options, schema, configureColumn);
    }

    public DbContextOptions ReportOptions() => Options(StoreAccess.Read, relationalNulls: false);

    public Action<PropertyBuilder, ColumnType> ConfigureColumn => configureColumn;

    private DbContextOptions Options(StoreAccess access, bool relationalNulls)
    {
        var builder = new DbContextOptionsBuilder();
        configure(builder, access);
        RelationalOptionsExtension provider = RelationalOptionsExtension.Extract(builder.Options)
            .WithMigrationsHistoryTableName(SystemTables.Schema.Name) // so that EF's own look-up of that table tells whether ours exists, on every database
            .WithUseRelationalNulls(relationalNulls); // conditions come in a normal form that spells nulls out
        ((IDbContextOptionsBuilderInfrastructure)builder).AddOrUpdateExtension(provider);
        builder.ReplaceService<IModelCacheKeyFactory, CatalogueModelCacheKeyFactory>().UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking);
        return builder.Options;
    }
}
