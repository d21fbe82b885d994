using System.Data.Common;
using System.Globalization;
using Crm.Sdk.EntityFrameworkCore;
using Microsoft.Data.Sqlite;

namespace Crm.Sdk.Storage.Sqlite;

/// <summary>SQLite's SQL.</summary>
internal sealed class SqliteDialect : SqlDialect
{
    public static SqliteDialect Instance { get; } = new();

    public override bool NullsSortFirst => true;

    // Statistics of a limited analysis say that a tenant has some 400 rows in whatever index, and the planner takes the first.
    public override bool ScansInKeyOrder => true;

    public override string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public override void AddParameter(DbCommand command, string name, ColumnType type, object value) =>
        ((SqliteCommand)command).Parameters.Add(new SqliteParameter(name, value is Guid id ? id.ToByteArray(bigEndian: true) : value));

    public override string Position(string text, string part) => $"instr({text}, {part})";

    public override string JsonItems(string json, string item) => $"(SELECT value AS {item} FROM json_each({json}))";

    public override IReadOnlyList<string> Guard(string table) =>
        [Guard(table, "UPDATE"), Guard(table, "DELETE")];

    private string Guard(string table, string change) =>
        $"CREATE TRIGGER {Quote($"guard_{table}_{change}")} BEFORE {change} ON {Quote(table)} BEGIN SELECT RAISE(ABORT, 'rows of {table} are only added, never changed or removed'); END";

    public override string Literal(ColumnType type, object value) => value switch
    {
        string text => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'",
        Guid id => $"X'{Convert.ToHexString(id.ToByteArray(bigEndian: true))}'",
        byte[] bytes => $"X'{Convert.ToHexString(bytes)}'",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
