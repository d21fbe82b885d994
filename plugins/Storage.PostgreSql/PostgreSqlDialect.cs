using System.Data.Common;
using System.Globalization;
using Crm.Sdk.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace Crm.Sdk.Storage.PostgreSql;

/// <summary>PostgreSQL's SQL.</summary>
internal sealed class PostgreSqlDialect : SqlDialect
{
    public static PostgreSqlDialect Instance { get; } = new();

    public override string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public override void AddParameter(DbCommand command, string name, ColumnType type, object value) =>
        ((NpgsqlCommand)command).Parameters.Add(new NpgsqlParameter(name, TypeOf(type)) { Value = value });

    public override string Position(string text, string part) => $"strpos({text}, {part})";

    public override string JsonItems(string json, string item) => $"jsonb_array_elements_text({json}::jsonb) AS items({item})";

    public override IReadOnlyList<string> Guard(string table) =>
    [
        "CREATE OR REPLACE FUNCTION crm_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'rows of % are only added, never changed or removed', TG_TABLE_NAME; END $$",
        $"CREATE TRIGGER guard_rows BEFORE UPDATE OR DELETE ON {Quote(table)} FOR EACH ROW EXECUTE FUNCTION crm_refuse_change()",
        $"CREATE TRIGGER guard_table BEFORE TRUNCATE ON {Quote(table)} FOR EACH STATEMENT EXECUTE FUNCTION crm_refuse_change()",
    ];

    public override string Literal(ColumnType type, object value) => value switch
    {
        string text => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'", // standard_conforming_strings, on since 9.1: a backslash is itself
        Guid id => $"'{id:D}'::uuid",
        byte[] bytes => $"'\\x{Convert.ToHexString(bytes)}'::bytea",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    public override Guid ReadId(DbDataReader reader, int column) => reader.GetGuid(column);

    public static NpgsqlDbType TypeOf(ColumnType type) => type switch
    {
        ColumnType.Number => NpgsqlDbType.Bigint,
        ColumnType.Tenant => NpgsqlDbType.Integer,
        ColumnType.Id => NpgsqlDbType.Uuid,
        ColumnType.Bytes => NpgsqlDbType.Bytea,
        _ => NpgsqlDbType.Text,
    };
}
