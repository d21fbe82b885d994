using Crm.Sdk.EntityFrameworkCore;
using SQLitePCL;

namespace Crm.Sdk.Storage.Sqlite;

/// <summary>The writer's statements of one kind, made of the catalogue, prepared when first used.</summary>
internal sealed class TableStatements : IDisposable
{
    private readonly List<Statement> _prepared = [];
    private readonly Func<string, Statement> _prepare;
    private readonly Func<string, string> _quote;
    private readonly string _table;
    private readonly Dictionary<KeyColumns, Statement> _holders = [];
    private readonly Dictionary<string, Statement> _vacate = [];
    private Statement? _version, _insert, _update, _delete;
    private readonly Statement?[] _insertItem, _deleteItems;

    public TableStatements(KindTable table, sqlite3 database)
    {
        Table = table;
        _quote = SqliteDialect.Instance.Quote;
        _table = _quote(table.Name);
        _insertItem = new Statement?[table.Parts.Count];
        _deleteItems = new Statement?[table.Parts.Count];
        _prepare = text =>
        {
            var statement = new Statement(database, text);
            _prepared.Add(statement);
            return statement;
        };
    }

    public KindTable Table { get; }

    /// <summary>tenant, id → version.</summary>
    public Statement Version => _version ??= _prepare($"SELECT version FROM {_table} WHERE tenant = ?1 AND id = ?2");

    /// <summary>tenant, id, version, columns…, payload.</summary>
    public Statement Insert => _insert ??= _prepare($"INSERT INTO {_table} ({string.Join(", ", Values)}) VALUES ({string.Join(", ", Values.Select(static (_, i) => $"?{i + 1}"))})");

    /// <summary>The same, and behind them the expected version.</summary>
    public Statement Update => _update ??= _prepare(
        $"UPDATE {_table} SET {string.Join(", ", Values.Skip(2).Select(static (name, i) => $"{name} = ?{i + 3}"))} WHERE tenant = ?1 AND id = ?2 AND version = ?{Values.Count() + 1}");

    /// <summary>tenant, id, expected version.</summary>
    public Statement Delete => _delete ??= _prepare($"DELETE FROM {_table} WHERE tenant = ?1 AND id = ?2 AND version = ?3");

    /// <summary>tenant, id, ordinal, columns….</summary>
    public Statement InsertItem(int part)
    {
        return _insertItem[part] ??= Prepare(Table.Parts[part]);

        Statement Prepare(PartTable table)
        {
            string[] names = ["tenant", "id", "ordinal", .. table.Columns.Select(column => _quote(column.Name))];
            return _prepare($"INSERT INTO {_quote(table.Name)} ({string.Join(", ", names)}) VALUES ({string.Join(", ", names.Select(static (_, i) => $"?{i + 1}"))})");
        }
    }

    /// <summary>tenant, id.</summary>
    public Statement DeleteItems(int part) => _deleteItems[part] ??= _prepare($"DELETE FROM {_quote(Table.Parts[part].Name)} WHERE tenant = ?1 AND id = ?2");

    /// <summary>tenant, the key's values… → id.</summary>
    public Statement Holder(KeyColumns key)
    {
        if (!_holders.TryGetValue(key, out Statement? statement))
        {
            string where = string.Join(" AND ", key.Columns.Select((column, i) => $"{_quote(column.Name)} = ?{i + 2}"));
            _holders.Add(key, statement = _prepare($"SELECT id FROM {_table} WHERE tenant = ?1 AND {where}"));
        }

        return statement;
    }

    /// <summary>tenant, id: sets a column of a key to null.</summary>
    public Statement Vacate(FieldColumn column)
    {
        if (!_vacate.TryGetValue(column.Name, out Statement? statement))
        {
            _vacate.Add(column.Name, statement = _prepare($"UPDATE {_table} SET {_quote(column.Name)} = NULL WHERE tenant = ?1 AND id = ?2"));
        }

        return statement;
    }

    public void Dispose() => _prepared.ForEach(static statement => statement.Dispose());

    private IEnumerable<string> Values =>
        ["tenant", "id", "version", .. Table.Columns.Select(column => _quote(column.Name)), .. Table.HasPayload ? ["payload"] : Array.Empty<string>()];
}
