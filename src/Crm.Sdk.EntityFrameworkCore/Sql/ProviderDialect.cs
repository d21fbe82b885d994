using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>The dialect of any EF Core provider, by its own quoting, type mappings and translation of a page.</summary>
internal sealed class ProviderDialect : SqlDialect
{
    private readonly ISqlGenerationHelper _sql;
    private readonly RelationalTypeMapping _number, _tenant, _text, _id, _bytes;
    private readonly bool _usesLimit;

    public ProviderDialect(CatalogueContext context)
    {
        _sql = context.GetService<ISqlGenerationHelper>();
        IEntityType commits = context.Model.FindEntityType(SystemTables.Commits.Name)!;
        _number = commits.FindProperty("position")!.GetRelationalTypeMapping();
        _tenant = commits.FindProperty("tenant")!.GetRelationalTypeMapping();
        _text = commits.FindProperty("actor")!.GetRelationalTypeMapping();
        _id = commits.FindProperty("commit_id")!.GetRelationalTypeMapping();
        _bytes = context.GetService<IRelationalTypeMappingSource>().GetMapping(typeof(byte[]));
        string page = context.Rows(SystemTables.Commits.Name).OrderBy(static row => EF.Property<long>(row, "position")).Take(1).ToQueryString();
        _usesLimit = page.Contains("LIMIT", StringComparison.Ordinal);
    }

    public override string Quote(string name) => _sql.DelimitIdentifier(name);

    public override string ParameterName(int number) => _sql.GenerateParameterName(base.ParameterName(number)[1..]);

    public override void AddParameter(DbCommand command, string name, ColumnType type, object value) =>
        command.Parameters.Add(Mapping(type).CreateParameter(command, name, value, nullable: false));

    public override string Literal(ColumnType type, object value) => Mapping(type).GenerateSqlLiteral(value);

    public override string Limit(string count) => _usesLimit ? base.Limit(count) : $"OFFSET 0 ROWS FETCH NEXT {count} ROWS ONLY";

    public override Guid ReadId(DbDataReader reader, int column) => _id.Converter is null ? reader.GetGuid(column) : base.ReadId(reader, column);

    private RelationalTypeMapping Mapping(ColumnType type) => type switch
    {
        ColumnType.Number => _number,
        ColumnType.Tenant => _tenant,
        ColumnType.Text => _text,
        ColumnType.Id => _id,
        _ => _bytes,
    };
}
