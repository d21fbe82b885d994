using System.Buffers;
using Crm.Sdk.EntityFrameworkCore;
using SQLitePCL;

namespace Crm.Sdk.Storage.Sqlite;

/// <summary>Judges and writes batches with prepared statements inside the lane's transaction.</summary>
/// <remarks>
/// Where the unique indexes alone judge the claims, rows are written at once, and only a refused row makes the batch be judged in full: nothing is looked
/// up for an import. Used on the writer's lane only.
/// </remarks>
internal sealed class BatchWriter : IDisposable
{
    private readonly Dictionary<RecordKind, TableStatements> _tables;
    private readonly Dictionary<TenantId, (int Number, long Position)> _tenants = [];
    private readonly HashSet<TenantId> _moved = [];
    private readonly ArrayBufferWriter<byte> _payload = new(4096);
    private readonly Statement _findTenant, _lastTenant, _insertTenant, _moveTenant, _findCommit, _insertCommit, _writeClock;

    public BatchWriter(RelationalModel model, sqlite3 database)
    {
        Model = model;
        _tables = model.Tables.ToDictionary(static table => table.Kind.Kind, table => new TableStatements(table, database));
        _findTenant = new Statement(database, "SELECT tenant, position FROM crm_tenant WHERE name = ?1");
        _lastTenant = new Statement(database, "SELECT max(tenant) FROM crm_tenant");
        _insertTenant = new Statement(database, "INSERT INTO crm_tenant (tenant, name, position) VALUES (?1, ?2, 0)");
        _moveTenant = new Statement(database, "UPDATE crm_tenant SET position = ?2 WHERE tenant = ?1");
        _findCommit = new Statement(database, "SELECT position FROM crm_commit WHERE tenant = ?1 AND commit_id = ?2");
        _insertCommit = new Statement(database, "INSERT INTO crm_commit (tenant, commit_id, position, at, actor) VALUES (?1, ?2, ?3, ?4, ?5)");
        _writeClock = new Statement(database, ClockMark.Write);
    }

    public RelationalModel Model { get; }

    /// <summary>The number of the batch's tenant, made where it has none. Before the batch's savepoint: it stays even where the batch is refused.</summary>
    public int Tenant(TenantId tenant)
    {
        if (_tenants.TryGetValue(tenant, out (int Number, long Position) known))
        {
            return known.Number;
        }

        _findTenant.Bind(1, tenant.Value);
        if (_findTenant.Read())
        {
            known = ((int)_findTenant.Int(0), _findTenant.Int(1));
            _findTenant.Stop();
        }
        else
        {
            _lastTenant.Read();
            known = ((int)_lastTenant.Int(0) + 1, 0);
            _lastTenant.Stop();
            _insertTenant.Bind(1, known.Number).Bind(2, tenant.Value).Run();
        }

        _tenants.Add(tenant, known);
        return known.Number;
    }

    /// <summary>The position that a commit id was answered with, or null.</summary>
    public long? FindCommit(int tenant, Guid commitId)
    {
        _findCommit.Bind(1, tenant).Bind(2, commitId);
        if (!_findCommit.Read())
        {
            return null;
        }

        long position = _findCommit.Int(0);
        _findCommit.Stop();
        return position;
    }

    /// <summary>Whether the records that a batch only relies on are as it expects. What it writes is judged by the rows themselves.</summary>
    public bool ChecksHold(CommitPlan plan, int tenant)
    {
        foreach (VersionCheck check in plan.Batch.Checks)
        {
            if (VersionOf(new RecordRef(check.Kind, check.Id), tenant) != check.ExpectedVersion)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>What speaks against a batch, or null.</summary>
    public CommitResult? Judge(CommitPlan plan, int tenant)
    {
        var state = new CommitState();
        foreach ((RecordRef record, _) in BatchRules.Expectations(plan.Batch))
        {
            if (VersionOf(record, tenant) is var version and > 0)
            {
                state.SetVersion(record.Kind, record.Id, version);
            }
        }

        foreach (ClaimedKeys claims in plan.Claims)
        {
            Statement holder = _tables[claims.Table.Kind.Kind].Holder(claims.Key);
            foreach (ValueList<FieldValue> values in claims.Values)
            {
                holder.Bind(1, tenant);
                for (int i = 0; i < values.Count; i++)
                {
                    holder.Bind(i + 2, values[i]);
                }

                if (holder.Read())
                {
                    state.SetHolder(claims, values, new RecordId(holder.Id(0)));
                    holder.Stop();
                }
            }
        }

        return state.Conflict(plan.Batch);
    }

    /// <summary>Writes a batch.</summary>
    /// <returns>The position, or null where a row was refused: then the savepoint is to be rolled back and the batch to be judged.</returns>
    public long? Write(CommitPlan plan, int tenant)
    {
        foreach (TablePlan table in plan.Tables)
        {
            TableStatements statements = _tables[table.Table.Kind.Kind];
            foreach (RecordDelete delete in table.Deletes)
            {
                DeleteItems(statements, tenant, delete.Id);
                if (statements.Delete.Bind(1, tenant).Bind(2, delete.Id.Value).Bind(3, delete.ExpectedVersion).Run() != 1)
                {
                    return null;
                }
            }
        }

        foreach (VacatedKey key in plan.Vacated)
        {
            _tables[key.Table.Kind.Kind].Vacate(key.Column).Bind(1, tenant).Bind(2, key.Holder.Value).Run();
        }

        foreach (TablePlan table in plan.Tables)
        {
            TableStatements statements = _tables[table.Table.Kind.Kind];
            foreach (RecordWrite write in table.Updates)
            {
                int last = BindRow(statements.Update, table.Table, write, tenant);
                if (statements.Update.Bind(last + 1, write.ExpectedVersion).Run() != 1)
                {
                    return null;
                }

                DeleteItems(statements, tenant, write.Id);
                if (!InsertItems(statements, tenant, write))
                {
                    return null;
                }
            }

            foreach (RecordWrite write in table.Inserts)
            {
                BindRow(statements.Insert, table.Table, write, tenant);
                if (statements.Insert.Run() != 1 || !InsertItems(statements, tenant, write))
                {
                    return null;
                }
            }
        }

        return Note(plan.Batch, tenant);
    }

    /// <summary>Writes the tenants' last positions; once at the end of a transaction.</summary>
    public void WritePositions()
    {
        foreach (TenantId tenant in _moved)
        {
            (int number, long position) = _tenants[tenant];
            _moveTenant.Bind(1, number).Bind(2, position).Run();
        }

        _moved.Clear();
    }

    /// <summary>Writes the latest answer of the store's clock.</summary>
    public void WriteClock(long latest) => _writeClock.Bind(1, latest).Run();

    /// <summary>Forgets what was read or made inside a transaction that was rolled back.</summary>
    public void Forget()
    {
        _tenants.Clear();
        _moved.Clear();
    }

    public void Dispose()
    {
        foreach (TableStatements table in _tables.Values)
        {
            table.Dispose();
        }

        foreach (Statement statement in (Statement[])[_findTenant, _lastTenant, _insertTenant, _moveTenant, _findCommit, _insertCommit, _writeClock])
        {
            statement.Dispose();
        }
    }

    /// <summary>The version of a record, 0 where there is none.</summary>
    private long VersionOf(RecordRef record, int tenant)
    {
        Statement version = _tables[record.Kind].Version.Bind(1, tenant).Bind(2, record.Id.Value);
        if (!version.Read())
        {
            return 0;
        }

        long number = version.Int(0);
        version.Stop();
        return number;
    }

    private long Note(CommitBatch batch, int tenant)
    {
        long position = _tenants[batch.Tenant].Position + 1;
        _insertCommit.Bind(1, tenant).Bind(2, batch.CommitId).Bind(3, position).Bind(4, batch.At.ToUnixMicroseconds()).Bind(5, batch.Actor.Value).Run();
        _tenants[batch.Tenant] = (tenant, position);
        _moved.Add(batch.Tenant);
        return position;
    }

    private int BindRow(Statement statement, KindTable table, RecordWrite write, int tenant)
    {
        statement.Bind(1, tenant).Bind(2, write.Id.Value).Bind(3, write.ExpectedVersion + 1);
        int parameter = 3;
        foreach (FieldColumn column in table.Columns)
        {
            statement.Bind(++parameter, column.Field.Get(write.Entity));
        }

        if (table.HasPayload)
        {
            _payload.ResetWrittenCount();
            table.Kind.Serialise(write.Entity, _payload);
            statement.BindBytes(++parameter, _payload.WrittenSpan);
        }

        return parameter;
    }

    private static void DeleteItems(TableStatements statements, int tenant, RecordId id)
    {
        for (int part = 0; part < statements.Table.Parts.Count; part++)
        {
            statements.DeleteItems(part).Bind(1, tenant).Bind(2, id.Value).Run();
        }
    }

    private static bool InsertItems(TableStatements statements, int tenant, RecordWrite write)
    {
        for (int part = 0; part < statements.Table.Parts.Count; part++)
        {
            PartTable table = statements.Table.Parts[part];
            IReadOnlyList<object> items = table.Part.Items(write.Entity);
            for (int ordinal = 0; ordinal < items.Count; ordinal++)
            {
                Statement insert = statements.InsertItem(part).Bind(1, tenant).Bind(2, write.Id.Value).Bind(3, ordinal);
                int parameter = 3;
                foreach (FieldColumn column in table.Columns)
                {
                    insert.Bind(++parameter, column.Field.Get(items[ordinal]));
                }

                if (insert.Run() != 1)
                {
                    return false;
                }
            }
        }

        return true;
    }
}
