using Crm.Sdk.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>
/// A read-only EF Core context for a host's own reports: LINQ over the stored columns of one tenant, as property bags. A column is read as
/// <c>(long?)row["net"]</c> or <c>EF.Property&lt;long?&gt;(row, "net")</c>; its name is that of the field in snake case.
/// </summary>
/// <remarks>
/// Numbers, truth values, instants (microseconds) and dates (days) are <c>long?</c>, ids <c>Guid?</c>, texts <c>string</c>. Nothing is tracked, and
/// saving is refused. Every query is filtered by the tenant, unless it asks EF Core to ignore query filters or brings its own SQL, which a report must
/// not do. Not thread-safe: open one for each report and dispose of it.
/// </remarks>
public sealed class ReportContext : DbContext, ICatalogueContext
{
    private readonly RelationalModel _model;
    private readonly StoreSchema _schema;
    private readonly Action<PropertyBuilder, ColumnType> _configureColumn;

    internal ReportContext(DbContextOptions options, RelationalModel model, StoreSchema schema, Action<PropertyBuilder, ColumnType> configureColumn, int tenant)
        : base(options)
    {
        _model = model;
        _schema = schema;
        _configureColumn = configureColumn;
        TenantNumber = tenant;
    }

    StoreSchema ICatalogueContext.Schema => _schema;

    internal int TenantNumber { get; }

    /// <summary>The rows of a kind, one for each record.</summary>
    /// <exception cref="CrmException">CRM2020: there is no such kind.</exception>
    public IQueryable<Dictionary<string, object>> Records(RecordKind kind) => Set<Dictionary<string, object>>(_model[kind].Name).AsNoTracking();

    /// <summary>The rows of a kind's part, one for each item; <c>id</c> is its record's, <c>ordinal</c> its place.</summary>
    /// <exception cref="CrmException">CRM2020: there is no such kind or part.</exception>
    public IQueryable<Dictionary<string, object>> Items(RecordKind kind, FieldId part)
    {
        PartTable table = _model[kind].Parts.FirstOrDefault(candidate => candidate.Part.Id == part)
            ?? throw new CrmException(StorageErrorCodes.UnknownField, $"Kind '{kind}' has no part '{part}'.");
        return Set<Dictionary<string, object>>(table.Name).AsNoTracking();
    }

    /// <summary>Refused: a report changes nothing.</summary>
    /// <exception cref="InvalidOperationException">Always.</exception>
    public override int SaveChanges(bool acceptAllChangesOnSuccess) => throw ReadOnly();

    /// <summary>Refused: a report changes nothing.</summary>
    /// <exception cref="InvalidOperationException">Always.</exception>
    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default) => throw ReadOnly();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ModelConfigurator.Apply(modelBuilder, _schema, _configureColumn);
        foreach (IMutableEntityType table in modelBuilder.Model.GetEntityTypes())
        {
            modelBuilder.SharedTypeEntity<Dictionary<string, object>>(table.Name)
                .HasQueryFilter(row => EF.Property<int>(row, SqlNames.Tenant) == TenantNumber);
        }
    }

    private static InvalidOperationException ReadOnly() => new("A report context only reads; changes go through a session, which checks, records and notifies.");
}
